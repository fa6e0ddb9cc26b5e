import { z } from 'zod';
import { callOutcome, callSymptom, callUrgency, receives } from '../../alerting.js';
import { civilDate, id } from '../../vocabulary.js';
import { commandId, seen, seenOrNothing } from './command-fields.js';

const text = z.string().max(2000);
const short = z.string().max(200);
const person = z.string().min(1).max(100).describe('Subject of a member of staff.');
const work = z.array(receives).max(receives.options.length);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Bodies of the commands that alerting takes. */
export const alertingBodies = {
  TakeTask: z.strictObject({ commandId, seen }),
  GiveTask: z.strictObject({
    commandId,
    seen,
    to: z.strictObject({ person: z.string().max(100).optional(), team: id.optional() }),
    reason: text,
  }),
  LogCall: z.strictObject({
    commandId,
    patient: id.optional(),
    caller: z.strictObject({ name: short, phone: short.optional(), relation: short.optional() }),
    about: short.optional(),
    said: text,
    symptoms: z.array(callSymptom).max(callSymptom.options.length),
    urgency: callUrgency,
    settled: z
      .strictObject({ outcome: callOutcome, note: text })
      .optional()
      .describe('Where the call was dealt with while the caller was on the line.'),
  }),
  TryCallBack: z.strictObject({ commandId, result: z.enum(['no-answer', 'engaged', 'message-left', 'number-wrong']), note: text }),
  LinkCall: z.strictObject({ commandId, seen, patient: id }),
  CloseCall: z.strictObject({ commandId, seen, outcome: callOutcome, note: text }),
  FormTeam: z.strictObject({ commandId, name: short, members: z.array(person).max(200), lead: person.optional(), receives: work }),
  AboutAMember: z.strictObject({ commandId, seen, person }),
  AgreeWork: z.strictObject({ commandId, seen, receives: work }),
  SayAway: z.strictObject({ commandId, fromOn: civilDate, untilOn: civilDate, cover: person.optional() }),
  SayLeft: z.strictObject({ commandId, cover: person.optional() }),
  JustACommand: z.strictObject({ commandId }),
  AgreeWorkingHours: z.strictObject({
    commandId,
    opens: timeOfDay,
    closes: timeOfDay,
    days: z.array(z.enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])).max(7),
    closedOn: z.array(civilDate).max(100),
    onCall: z.string().max(100).optional().describe('The role that is on call while the teams are not at work.'),
    seen: seenOrNothing.optional(),
  }),
} as const;
