import { z } from 'zod';
import { civilDate, decision, id, instant, line, stream } from '../../vocabulary.js';
import { shapeOf, tolerant, type JsonObject } from '../json-schema.js';

const commandId = id.describe('Chosen by the caller. The same command sent again gives the first answer again and does nothing.');
const seen = z
  .number()
  .int()
  .min(1)
  .describe('The `published` counter of the newest fact that the person had before him. Something newer refuses the command.');
const reason = z.string().max(2000);

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
  }),
  UndoStart: z.strictObject({ commandId, seen, reason }),
  ReviewResult: z.strictObject({ commandId, seen, decision, reason }),
  BookRecall: z.strictObject({ commandId, seen, on: civilDate, note: reason }),
  SettleRecall: z.strictObject({ commandId, seen, outcome: z.enum(['seen', 'not-needed', 'patient-declined']), note: reason }),
  SuspendFollowUp: z.strictObject({ commandId, seen, reason, reviewOn: civilDate }),
  ResumeFollowUp: z.strictObject({ commandId, seen, reason }),
  RecordMissedTestCall: z.strictObject({
    commandId,
    seen,
    outcome: z.enum(['booked', 'declined', 'not-reached', 'wrong-number']),
    on: civilDate.optional().describe('The date that was agreed, where one was.'),
    note: reason,
  }),
  SettleQuarantine: z.strictObject({ commandId, seen, decision: z.enum(['read-again', 'set-aside']), reason }),
  AgreeCode: z.strictObject({
    commandId,
    code: z.string().min(1).max(100),
    analyte: z
      .string()
      .max(50)
      .optional()
      .describe('The test that the code means. Without it the code is no test of ours and is passed over.'),
  }),
} as const;
export type BodyName = keyof typeof bodies;

const toldEvent = z.strictObject({
  position: z.number().int(),
  stream: line,
  revision: z.number().int(),
  id,
  type: line,
  recordedAt: instant,
  occurredAt: instant.optional(),
  occurredOn: civilDate.optional(),
  actor: line,
  role: line,
  onBehalfOf: line.optional(),
  causationId: line.optional(),
  published: z.number().int().optional(),
  sentence: z.string(),
});

const delivery = z.union([
  z.strictObject({ message: z.unknown().describe('A published fact, as described in generated/asyncapi.json.') }),
  z.strictObject({ unreadable: z.strictObject({ stream: line, position: z.number().int(), why: z.string() }) }),
]);

const counts = z.strictObject({
  feed: id,
  lastAt: z.string(),
  accepted: z.number().int(),
  refused: z.number().int(),
  outcomes: z.partialRecord(z.enum(['applied', 'duplicate', 'superseded', 'ignored', 'quarantined', 'pending']), z.number().int()),
});

/** Answers, by name. A caller tolerates fields it does not know. */
export const answers = {
  Receipt: z.strictObject({
    stream: line,
    published: z.number().int().min(0).describe('Where the stream stands now: a view has taken the command in when it has come this far.'),
    repeated: z.boolean().describe('The command had been given before; this is the first answer again.'),
  }),
  Refusal: z.strictObject({
    code: line,
    sentence: z.string().describe('For a person to read and act on.'),
    fields: z.array(z.strictObject({ field: z.string(), rule: z.string(), sentence: z.string() })),
  }),
  Alive: z.strictObject({ service: line, alive: z.literal(true) }),
  Ready: z.strictObject({
    service: line,
    ready: z.boolean(),
    waitsFor: z.array(line).describe('What has to be there before it is of use: its place on the bus, the issuer.'),
    without: z.array(line).describe('Neighbours that do not answer. It goes on without them and does less.'),
    behind: z.number().int().optional().describe('How many positions of the log it has still to take in.'),
    parked: z.array(line).describe('Streams that wait because a fact in them could not be taken in.'),
  }),
  PublishedPage: z.strictObject({
    deliveries: z.array(delivery),
    through: z.number().int().describe('Where reading ended: ask for what is since this.'),
    atEnd: z.boolean(),
  }),
  PublishedStream: z.strictObject({ deliveries: z.array(delivery) }),
  History: z.strictObject({ events: z.array(toldEvent) }),
  Feeds: z.strictObject({ feeds: z.array(z.strictObject({ feed: id, name: line, sends: line, activity: counts.optional() })) }),
} as const;
export type AnswerName = keyof typeof answers;

/** Every body and answer as JSON Schema, for `components.schemas`. */
export const schemas = (bodyNames: readonly BodyName[], answerNames: readonly AnswerName[]): JsonObject => ({
  ...Object.fromEntries(bodyNames.map((name) => [name, shapeOf(bodies[name])])),
  ...Object.fromEntries(answerNames.map((name) => [name, tolerant(shapeOf(answers[name]))])),
});
