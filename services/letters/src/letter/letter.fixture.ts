import type { Draft, LetterEvent, NeedReason, Owed } from './letter.facts.js';
import { calendarAt, usualTimes } from './letter-times.js';

/** The calendar of a moment in the spring in which the stories of a letter are told. */
export const at = (now: string) => calendarAt(now, new Set(['2026-04-03', '2026-04-06']), usualTimes);
/** A Tuesday morning. */
export const calendar = at('2026-03-10T09:00:00.000Z');
export const news: Owed = {
  patient: 'p',
  followUp: 'f',
  about: 'result',
  weight: 'reassuring',
  result: 'r',
  to: 'patient',
  by: '2026-03-16',
  says: 'PSA 0.03 ng/mL, sample of 1 March 2026: under the limit',
};
export const draft: Draft = {
  template: { template: 't', name: 'result-patient', version: 1 },
  on: '2026-03-10',
  channel: 'post',
  print: 'standard',
  to: ['Mr George Allan', 'ZZ1 4HR'],
  text: ['Your result'],
  madeFrom: { 'pathway.follow-up-f': 3, 'results.result-r': 1 },
  contentSha256: 'c',
  pdfSha256: 'x',
  approveBy: '2026-03-12',
};
export const clerk = { person: 'tom', role: 'letters-clerk', isClinician: false };
export const nurse = { person: 'ruth', role: 'clinical-nurse-specialist', isClinician: true };

export const owed = { type: 'LetterOwed', ...news, heard: 3 } as const satisfies LetterEvent;
/** News that only a clinician approves. */
export const grave: LetterEvent = { ...owed, weight: 'abnormal' };
export const drafted: LetterEvent = { type: 'LetterDrafted', ...draft };
export const approved: LetterEvent = {
  type: 'LetterApproved',
  person: 'tom',
  role: 'letters-clerk',
  handOverFrom: '2026-03-10T09:10:00.000Z',
  handOverBy: '2026-03-11',
};
export const handedOver: LetterEvent = { type: 'LetterHandedOver', channel: 'post', to: draft.to, pdfSha256: 'x', proofBy: '2026-03-13' };
export const accepted: LetterEvent = { type: 'LetterAccepted', reference: 'C-1', lookFrom: '2026-03-10T21:00:00.000Z' };
export const dispatched: LetterEvent = {
  type: 'LetterDispatched',
  at: '2026-03-10T21:00:00.000Z',
  lookFrom: '2026-03-12T09:00:00.000Z',
  deliveryBy: '2026-03-24',
};
export const unknown: LetterEvent = { type: 'LetterOutcomeUnknown' };
/** A person is needed. */
export const needed = (why: NeedReason): LetterEvent => ({
  type: 'LetterNeedsSomebody',
  followUp: 'f',
  why,
  sentence: 's',
  by: '2026-03-11',
});
