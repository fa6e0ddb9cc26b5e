import { z } from 'zod';
import { contract } from './contract.js';
import { id, instant, line, text } from './vocabulary.js';

const call = { call: id };
/** How soon a caller must be rung back. */
export const callUrgency = z.enum(['emergency', 'same-day', 'three-days']);
export const callSymptom = z.enum([
  'legs-weak-or-numb',
  'bladder-or-bowel-control-lost',
  'pain-new-or-worse',
  'lump',
  'bleeding',
  'weight-loss',
  'passing-urine-difficult',
  'breathless',
  'very-tired',
  'other',
]);
export const callOutcome = z.enum(['advised', 'appointment-arranged', 'sent-to-emergency', 'passed-on', 'not-reached', 'not-needed']);
export const helplineCallLogged = contract(
  'alerting.helpline-call-logged.v1',
  'Somebody rang, and is to be rung back by a moment.',
  z.strictObject({
    ...call,
    patient: id.optional(),
    caller: z.strictObject({ name: line, phone: line.optional(), relation: line.optional() }),
    about: line.optional(),
    said: text,
    symptoms: z.array(callSymptom),
    urgency: callUrgency,
    callBackBy: instant,
  }),
);
export const helplineCallBackTried = contract(
  'alerting.helpline-call-back-tried.v1',
  'Somebody tried to ring a caller back and did not reach him.',
  z.strictObject({ ...call, result: z.enum(['no-answer', 'engaged', 'message-left', 'number-wrong']), note: text }),
);
export const helplineCallLinked = contract(
  'alerting.helpline-call-linked.v1',
  'It was found out about which patient a call was.',
  z.strictObject({ ...call, patient: id, from: id.optional() }),
);
export const helplineCallReassigned = contract(
  'alerting.helpline-call-reassigned.v1',
  'The call belongs to another patient record since a merge.',
  z.strictObject({ ...call, patient: id, from: id }),
);
export const helplineCallClosed = contract(
  'alerting.helpline-call-closed.v1',
  'A call came to its end, with an outcome.',
  z.strictObject({ ...call, outcome: callOutcome, note: text }),
);
