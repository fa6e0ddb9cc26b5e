import type { Json } from '../json-schema.js';
import { letterPaperRoutes } from './letter-paper.routes.js';
import type { Operation, Refusals } from './operation.js';
import type { BodyName } from './schemas.js';

const clinicians = ['clinical-nurse-specialist', 'consultant'];
const desk = ['letters-clerk', ...clinicians];
const careTakers = [...desk, 'support-worker'];
const command = (n: number): string => `5f1d2c3b-0000-4000-8000-00000000020${String(n)}`;

const noLetter: Refusals[number] = { 'no-such-letter': 'There is no such record in your trust.' };
const reasonNeeded: Refusals[number] = { 'reason-needed': 'Enter your reason' };
const otherFormat: Refusals[number] = {
  'needs-another-format':
    'The patient needs another format than a standard letter. Give it in the format that is recorded, and record that you did.',
};
const nothingToSend: Refusals[number] = { 'nothing-to-send-again': 'This letter has not come back and was not refused.' };
type Act = Pick<Operation, 'id' | 'summary' | 'allowed' | 'refusals'> & {
  readonly path: string;
  readonly schema: BodyName;
  readonly example: Json;
};
const act = ({ path, schema, example, ...rest }: Act): Operation => ({
  method: 'post',
  path: `/trusts/{trust}/letters/{letter}/${path}`,
  ...rest,
  body: { schema, example },
  status: 200,
  answer: 'Receipt',
});
const reason = (n: number): Json => ({ commandId: command(n), seen: 3, reason: 'He rang: he has moved.' });

const acts: readonly Operation[] = [
  act({
    path: 'approval',
    id: 'approveLetter',
    summary: 'Approves a letter. News that is not routine only a clinician with a registration number on record approves.',
    allowed: desk,
    schema: 'ApproveLetter',
    example: { commandId: command(1), seen: 2 },
    refusals: {
      403: { 'clinician-needed': 'This letter gives news that is not routine. A clinical nurse specialist or consultant approves it.' },
      404: noLetter,
      409: {
        'nothing-to-approve': 'This letter does not wait for approval.',
        'letter-held': 'This letter is held. Release it first.',
        ...otherFormat,
      },
      422: { 'one-at-a-time': 'This letter gives news that is not routine. Open it and approve it by itself.' },
    },
  }),
  act({
    path: 'hold',
    id: 'holdLetter',
    summary: 'Holds a letter back until somebody releases it.',
    allowed: desk,
    schema: 'ReasonForALetter',
    example: reason(2),
    refusals: { 404: noLetter, 409: { 'already-handed-over': 'This letter has left. It cannot be called back.' }, 422: reasonNeeded },
  }),
  act({
    path: 'release',
    id: 'releaseLetter',
    summary: 'Lets a held letter go on: it is written anew and approved again.',
    allowed: desk,
    schema: 'ReleaseLetter',
    example: { commandId: command(3), seen: 4, reason: 'He rang: it is his address.', addressConfirmed: true },
    refusals: { 404: noLetter, 409: { 'not-held': 'This letter is not held.', ...otherFormat }, 422: reasonNeeded },
  }),
  act({
    path: 'cancellation',
    id: 'cancelLetter',
    summary: 'Decides that a letter is not to be sent.',
    allowed: clinicians,
    schema: 'ReasonForALetter',
    example: reason(4),
    refusals: { 404: noLetter, 409: { 'already-handed-over': 'This letter has left. It cannot be called back.' }, 422: reasonNeeded },
  }),
  act({
    path: 'outcome',
    id: 'settleLetterOutcome',
    summary: 'Says what a person found out about a letter of which nobody knew whether the carrier has it.',
    allowed: desk,
    schema: 'SettleLetterOutcome',
    example: { commandId: command(5), seen: 5, wasSent: false, note: 'Rang the carrier: nothing came.' },
    refusals: { 404: noLetter, 409: { 'outcome-known': 'What became of this letter is known.' }, 422: reasonNeeded },
  }),
  act({
    path: 'return',
    id: 'letterCameBack',
    summary: 'Records that the envelope of a letter reached the post room, whatever the carrier said of it.',
    allowed: desk,
    schema: 'LetterCameBack',
    example: { commandId: command(9), seen: 6, on: '2026-03-09', note: 'Gone away' },
    refusals: {
      404: noLetter,
      409: {
        'has-not-left': 'This letter has not left, or has come back already.',
        'not-by-post': 'This letter did not go by post.',
      },
      422: { ...reasonNeeded, 'no-day-for-it': 'The day must not be to come, and not before the letter left.' },
    },
  }),
  act({
    path: 'given-another-way',
    id: 'givenAnotherWay',
    summary: 'Records that somebody was told another way: by telephone, by hand, in another format.',
    allowed: careTakers,
    schema: 'GivenAnotherWay',
    example: { commandId: command(6), seen: 5, note: 'Read to him with an interpreter on 4 March.' },
    refusals: { 404: noLetter, 409: nothingToSend, 422: reasonNeeded },
  }),
  act({
    path: 'sending-again',
    id: 'sendAgain',
    summary: 'Has a letter that came back, or was never taken, sent again as a letter of its own.',
    allowed: desk,
    schema: 'SendLetterAgain',
    example: reason(7),
    refusals: { 404: noLetter, 409: nothingToSend, 422: reasonNeeded },
  }),
];

const aPage = {
  allowed: [...careTakers, 'pathway-coordinator', 'auditor', 'clinical-safety-officer'],
  status: 200,
  answer: 'Refusal',
  document: ['application/pdf', 'text/plain'],
  refusals: { 410: { 'page-lost': 'The page is not kept any more, and does not come out the same.' } },
} as const;
const ofTheTrust: readonly Operation[] = [
  {
    method: 'post',
    path: '/trusts/{trust}/letters/approvals',
    id: 'approveLetters',
    summary: 'Approves several letters with routine or good news, and answers for each.',
    allowed: desk,
    body: {
      schema: 'ApproveLetters',
      example: { letters: [{ letter: 'e1000000-0000-5000-8000-000000000001', commandId: command(8), seen: 2 }] },
    },
    status: 200,
    answer: 'Approvals',
    refusals: {},
  },
  {
    method: 'get',
    path: '/trusts/{trust}/letters/{letter}/page',
    id: 'letterPage',
    summary:
      'The page that was sent, or of a letter that has not left the newest that was written: a tagged PDF, or the text of a short message.',
    ...aPage,
  },
  {
    method: 'get',
    path: '/trusts/{trust}/letters/{letter}/pages/{sha256}',
    id: 'letterPageAsWritten',
    summary: 'The page of one time a letter was written, by the fingerprint that its history names.',
    ...aPage,
  },
  ...letterPaperRoutes,
];

export const lettersRoutes: readonly Operation[] = [...ofTheTrust, ...acts];
