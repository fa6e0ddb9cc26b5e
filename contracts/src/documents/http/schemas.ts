import { z } from 'zod';
import { civilDate, decision, id, stream } from '../../vocabulary.js';
import { alertingBodies } from './alerting.bodies.js';
import { answers, type AnswerName } from './answers.js';
import { commandId, reason, seen } from './command-fields.js';
import { feedBodies } from './feeds.bodies.js';
import { holidayBodies } from './holidays.bodies.js';
import { letterBodies } from './letters.bodies.js';
import { missedTestBodies } from './missed-tests.bodies.js';
import { shapeOf, tolerant, type JsonObject } from '../json-schema.js';

/** A limit agreed for one patient. */
const personalLimit = z.strictObject({
  value: z.number().positive(),
  unit: z.string().max(20),
  agreedBy: z.string().min(1).max(200),
  because: z.string().min(1).max(2000),
  untilOn: civilDate.optional(),
});

/** Bodies of commands, by name. Unknown fields are refused. */
export const bodies = {
  StartFollowUp: z.strictObject({
    commandId,
    patient: id,
    protocol: id,
    version: z.number().int().min(1).describe('The version whose schedule the person saw.'),
    anchorOn: civilDate,
    stream,
    team: id,
    personalLimit: personalLimit.optional(),
    answers: z
      .record(z.string().max(50), z.string().max(50))
      .optional()
      .describe('An answer to each question of the protocol, by their names. None where it asks nothing.'),
  }),
  UndoStart: z.strictObject({ commandId, seen, reason }),
  ReviewResult: z.strictObject({ commandId, seen, decision, reason }),
  BookRecall: z.strictObject({ commandId, seen, on: civilDate, note: reason }),
  SettleRecall: z.strictObject({ commandId, seen, outcome: z.enum(['seen', 'not-needed', 'patient-declined']), note: reason }),
  ...letterBodies,
  ...holidayBodies,
  ...missedTestBodies,
  SettleQuarantine: z.strictObject({ commandId, seen, decision: z.enum(['read-again', 'set-aside']), reason }),
  ...feedBodies,
  ...alertingBodies,
} as const;
export type BodyName = keyof typeof bodies;

/** Every body and answer as JSON Schema, for `components.schemas`. */
export const schemas = (bodyNames: readonly BodyName[], answerNames: readonly AnswerName[]): JsonObject => ({
  ...Object.fromEntries(bodyNames.map((name) => [name, shapeOf(bodies[name])])),
  ...Object.fromEntries(answerNames.map((name) => [name, tolerant(shapeOf(answers[name]))])),
});
