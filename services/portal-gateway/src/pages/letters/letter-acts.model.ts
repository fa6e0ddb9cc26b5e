import type { Role } from '@rms/identity';
import type { LetterCopy } from '../../copies/letters.projection.js';

/** Something a person may do with a letter now. */
export interface Act {
  readonly key: string;
  readonly text: string;
  readonly hint: string;
  readonly needsReason: boolean;
  /** The day on which it happened is asked for. */
  readonly needsDay: boolean;
  /** What recording it will do, in sentences. */
  readonly effects: readonly string[];
}
const act = (key: string, text: string, more: Partial<Act> & { readonly effects: readonly string[] }): Act => ({
  key,
  text,
  hint: '',
  needsReason: true,
  needsDay: false,
  ...more,
});

const approve = ({ letter }: LetterCopy): Act =>
  act('approve', 'Approve it', {
    needsReason: false,
    effects: [
      letter?.weight === 'reassuring'
        ? 'It leaves by itself: good news after a short wait, in case the laboratory corrects it.'
        : 'It leaves by itself, at once.',
      'Before it leaves, the record is looked at once more. Whatever has changed stops it, and you are told.',
    ],
  });
const hold = act('hold', 'Hold it', {
  hint: 'It stays here and does not leave',
  effects: ['It does not leave until somebody releases it.', 'Its deadline goes on.'],
});
const release = act('release', 'Release it', {
  hint: 'It is written anew from what is so now',
  effects: ['It is written anew from what the record says now.', 'It must be approved again.'],
});
const confirmed = act('release-confirmed', 'The address is right: release it', {
  hint: 'Say who confirmed it',
  effects: ['Your confirmation of the address is recorded for this letter.', 'It is written anew and must be approved again.'],
});
const releasedElsewhere = act('release', 'They live elsewhere: release it', {
  hint: 'When their new address is on the record',
  effects: ['It is written anew to the address that the record has then, and must be approved again.'],
});
const cancel = act('cancel', 'Do not send it', { effects: ['It is not sent. It stays in the history with your reason.'] });
const wasSent = act('was-sent', 'The carrier has it', {
  hint: 'Say how you know',
  effects: ['It counts as on its way. It is not sent again.'],
});
const wasNot = act('was-not-sent', 'The carrier never had it', {
  hint: 'Say how you know',
  effects: ['It counts as not sent. You can then have it sent again.'],
});
const anotherWay = act('another-way', 'They were told another way', {
  hint: 'By telephone, in person, or in the format they need: say when and how',
  effects: ['The obligation is kept. Your note is the proof, and goes into the history.'],
});
const again = act('send-again', 'Send it again', {
  hint: 'As a letter of its own, written from what the record says now',
  effects: [
    'Another letter is owed and written from what the record says now.',
    'This one stays as it is: no letter is given to a carrier twice.',
  ],
});
const cameBack = act('came-back', 'It came back', {
  hint: 'The envelope is here: say below what was written on it',
  needsDay: true,
  effects: [
    'It counts as returned on that day. Somebody must find out how to reach them.',
    'No other letter goes to this address until the record has another one, or somebody confirms this one.',
  ],
});
/** To the very address it came back from it goes only when somebody says that it is right. */
const againThere = (to: readonly string[]): Act =>
  act('send-again-confirmed', 'The address is right: send it again', {
    hint: 'Say who confirmed it',
    effects: [
      `The last letter came back from this very address: ${to.join(', ')}. The record has no other.`,
      'Your confirmation of the address is recorded.',
      ...again.effects,
    ],
  });

const clinicians: readonly Role[] = ['clinical-nurse-specialist', 'consultant'];
const deskRoles: readonly Role[] = ['letters-clerk', ...clinicians];
const has = (roles: readonly Role[], wanted: readonly Role[]): boolean => roles.some((role) => wanted.includes(role));

const mayApprove = ({ phase, letter }: LetterCopy, roles: readonly Role[]): boolean =>
  phase === 'to-approve' && (letter?.weight !== 'abnormal' || has(roles, clinicians));
const whileHeld = (why: string): readonly Act[] => {
  if (why === 'address-returned') return [confirmed, releasedElsewhere];
  return [why === 'address-stale' ? confirmed : release];
};
const whileWaiting = (copy: LetterCopy, roles: readonly Role[]): readonly Act[] => {
  const stop = has(roles, clinicians) ? [cancel] : [];
  const { held } = copy;
  if (held?.why === 'needs-another-format' || held?.why === 'under-review') return [anotherWay, ...stop];
  if (held !== undefined) return [...whileHeld(held.why), anotherWay, ...stop];
  return [...(mayApprove(copy, roles) ? [approve(copy)] : []), hold, ...stop, anotherWay];
};

const ifByPost = ({ draft }: LetterCopy): readonly Act[] => (draft?.channel === 'post' ? [cameBack] : []);
const whatIsOpen = ({ need }: LetterCopy): readonly Act[] => (need === undefined ? [] : [anotherWay]);

/** Where the patient lives, as far as the record has an address. */
export type LivesAt = { readonly lines: readonly string[]; readonly postcode?: string | undefined } | undefined;
const placeOf = (lines: readonly string[]): string =>
  lines
    .join(', ')
    .replace(/[\s,]+/g, ' ')
    .trim()
    .toLowerCase();
const sendAgain = ({ phase, draft }: LetterCopy, livesAt: LivesAt): Act => {
  if (phase !== 'returned' || draft?.channel !== 'post' || livesAt === undefined) return again;
  const place = draft.to.slice(1);
  const { lines, postcode = '' } = livesAt;
  return placeOf(place) === placeOf([...lines, postcode]) ? againThere(place) : again;
};
const reached = act('another-way', 'They have been reached', {
  hint: 'Say how, and where they live now',
  effects: [
    'What somebody was needed for is settled. Your note goes into the history.',
    'The letter itself stays as it is: not to be sent.',
  ],
});

type Doing = (copy: LetterCopy, livesAt: LivesAt) => readonly Act[];
const afterItFailed: Doing = (copy, livesAt) => (copy.next === undefined ? [sendAgain(copy, livesAt), anotherWay] : whatIsOpen(copy));
const afterItLeft: Readonly<Partial<Record<LetterCopy['phase'], Doing>>> = {
  'handed-over': (copy) => [...(copy.outcomeUnknown ? [wasSent, wasNot] : []), ...ifByPost(copy), anotherWay],
  dispatched: (copy) => [...ifByPost(copy), anotherWay],
  returned: afterItFailed,
  'not-sent': afterItFailed,
  delivered: (copy) => [...ifByPost(copy), ...whatIsOpen(copy)],
  cancelled: ({ need }) => (need === undefined ? [] : [reached]),
};
const waiting: readonly LetterCopy['phase'][] = ['owed', 'to-approve', 'approved'];
const atTheDesk = (copy: LetterCopy, roles: readonly Role[], livesAt: LivesAt): readonly Act[] =>
  waiting.includes(copy.phase) ? whileWaiting(copy, roles) : (afterItLeft[copy.phase]?.(copy, livesAt) ?? []);

/** What somebody in these roles may do with a letter now, the usual first. */
export const actsFor = (copy: LetterCopy, roles: readonly Role[], livesAt?: LivesAt): readonly Act[] => {
  const all = atTheDesk(copy, roles, livesAt);
  if (has(roles, deskRoles)) return all;
  return has(roles, ['support-worker']) ? all.filter(({ key }) => key === 'another-way') : [];
};

/** Where each decision is recorded, and with what. */
export const routes: Readonly<Record<string, readonly [path: string, body: (reason: string, on: string) => object]>> = {
  approve: ['approval', () => ({})],
  hold: ['hold', (reason) => ({ reason })],
  release: ['release', (reason) => ({ reason, addressConfirmed: false })],
  'release-confirmed': ['release', (reason) => ({ reason, addressConfirmed: true })],
  cancel: ['cancellation', (reason) => ({ reason })],
  'was-sent': ['outcome', (note) => ({ wasSent: true, note })],
  'was-not-sent': ['outcome', (note) => ({ wasSent: false, note })],
  'came-back': ['return', (note, on) => ({ note, on })],
  'another-way': ['given-another-way', (note) => ({ note })],
  'send-again-confirmed': ['sending-again', (reason) => ({ reason, addressConfirmed: true })],
  'send-again': ['sending-again', (reason) => ({ reason })],
};

type Asked = Readonly<Partial<Record<'act' | 'checked' | 'commandId', string>>>;
/**
 * Whoever presses “Record this” twice has decided once: what was checked goes to its owner again, who answers with the receipt of the
 * first time, or refuses it where it is another decision.
 */
export const mayBeRepeated = (acts: readonly Act[], { act: key = '', checked, commandId = '' }: Asked): boolean =>
  checked === 'yes' && commandId !== '' && key in routes && !acts.some((each) => each.key === key);
