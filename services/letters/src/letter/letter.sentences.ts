import { showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';
import type { Addressee, Cancellation, Channel, LetterEvent, TimedPhase } from './letter.facts.js';

const cancelled: Readonly<Record<Cancellation, string>> = {
  'result-changed': 'the result reads otherwise now',
  'result-taken-back': 'the result was taken back',
  'patient-died': 'the patient died',
  'start-undone': 'the follow-up had been started in error',
  'another-patient': 'it is about somebody else',
  'no-longer-needed': 'it is no longer needed',
  'newer-result-to-review': 'a later result is before a clinician, and what is decided is told',
  'person-decided': 'a person decided so',
};
const channels: Readonly<Record<Channel, string>> = {
  post: 'by post',
  'gp-mailbox': 'to the practice’s mailbox',
  sms: 'as a text message',
  'by-hand': 'by hand',
};
const states: Readonly<Record<TimedPhase, string>> = {
  owed: 'not written',
  'to-approve': 'not approved',
  approved: 'not handed over',
  'handed-over': 'without proof that it is on its way',
  dispatched: 'without proof that it arrived',
};
const whom: Readonly<Record<Addressee, string>> = { patient: 'the patient', gp: 'the GP' };

export const letterSentences: Sentences<LetterEvent> = {
  LetterOwed: (e) => `A letter is owed by ${showDateText(e.by)} to ${whom[e.to]}: ${e.says}.`,
  LetterCancelled: (e) => `The letter is not to be sent: ${cancelled[e.because]}.${e.reason === undefined ? '' : ` Reason: ${e.reason}`}`,
  LetterReassigned: () => 'The letter moved to another record of the same patient, because records were merged.',
  LetterDrafted: (e) =>
    `The letter was written by template ${e.template.name}, version ${String(e.template.version)}. To approve by ${showDateText(e.approveBy)}.`,
  LetterApproved: (e) => `The letter was approved, to be handed over by ${showDateText(e.handOverBy)}.`,
  LetterHeld: (e) => `The letter is held. ${e.sentence}`,
  LetterReleased: (e) => `The letter goes on and is written anew. Reason: ${e.reason}`,
  LetterHandedOver: (e) => `The letter was handed over, ${channels[e.channel]}, to ${e.to.join(', ')}.`,
  LetterAccepted: (e) => `The carrier took the letter. Receipt ${e.reference}.`,
  LetterDispatched: () => 'The carrier proved that the letter is on its way.',
  LetterDelivered: (e) => (e.how === 'carrier' ? 'The letter was delivered.' : `It was told another way: ${e.note ?? ''}`),
  LetterReturned: (e) => `The letter came back: ${e.why}.`,
  LetterRefused: (e) => `The carrier did not take the letter: ${e.why}.`,
  LetterOutcomeUnknown: () => 'It is not known whether the carrier has the letter. It is not sent again.',
  LetterOutcomeSettled: (e) =>
    `${e.wasSent ? 'The carrier has the letter' : 'The letter never came to the carrier'}, as a person found out: ${e.note}`,
  LetterFollowedBy: (e) =>
    e.because === 'corrected'
      ? `Another letter puts this one right: ${e.news.says}.`
      : `The letter is sent again, as a letter of its own.${e.addressConfirmedOn === undefined ? '' : ' A person confirmed the address.'}`,
  LetterBecameLate: (e) => `The letter is late: ${states[e.state]} by ${showDateText(e.by)}.`,
  LetterNeedsSomebody: (e) =>
    `A person is needed by ${showDateText(e.by)}. ${[e, ...(e.besides ?? [])].map(({ sentence }) => sentence).join(' ')}`,
  LetterAttendedTo: (e) => `What a person was needed for is settled${e.note === undefined ? '.' : `: ${e.note}`}`,
};

/** What the post did is seen of the world; everything else is done by people and the system. */
export const letterNatures: Natures<LetterEvent> = {
  LetterOwed: 'act',
  LetterCancelled: 'act',
  LetterReassigned: 'act',
  LetterDrafted: 'act',
  LetterApproved: 'act',
  LetterHeld: 'act',
  LetterReleased: 'act',
  LetterHandedOver: 'act',
  LetterAccepted: 'act',
  LetterDispatched: 'observation',
  LetterDelivered: 'observation',
  LetterReturned: 'observation',
  LetterRefused: 'act',
  LetterOutcomeUnknown: 'act',
  LetterOutcomeSettled: 'act',
  LetterFollowedBy: 'act',
  LetterBecameLate: 'act',
  LetterNeedsSomebody: 'act',
  LetterAttendedTo: 'act',
};
