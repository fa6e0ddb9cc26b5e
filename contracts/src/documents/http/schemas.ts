import { z } from 'zod';
import { civilDate, decision, id, instant, line, stream } from '../../vocabulary.js';
import { alertingBodies } from './alerting.bodies.js';
import { missedTestBodies } from './missed-tests.bodies.js';
import { shapeOf, tolerant, type JsonObject } from '../json-schema.js';

const commandId = id.describe('Chosen by the caller. The same command sent again gives the first answer again and does nothing.');
const seen = z
  .number()
  .int()
  .min(1)
  .describe('The `published` counter of the newest fact that the person had before him. Something newer refuses the command.');
const seenOrNothing = z.number().int().min(0).describe('As everywhere `seen`; 0 where the person saw that nothing had been recorded yet.');
const reason = z.string().max(2000);
const detail = z.string().min(1).max(200);
const templateText = z.string().min(1).max(4000);
const letterTemplateNames = [
  'result-patient',
  'result-gp',
  'repeat-patient',
  'repeat-gp',
  'recall-patient',
  'recall-gp',
  'test-missed-patient',
  'test-missed-again-patient',
  'follow-up-started-patient',
  'follow-up-started-gp',
  'follow-up-ended-patient',
  'follow-up-ended-gp',
] as const;
/** The words of one kind of letter: texts in Liquid, of which each stays the block it is. */
const letterTemplate = z.strictObject({
  name: z.enum(letterTemplateNames),
  version: z.number().int().min(1),
  title: templateText,
  subject: templateText,
  blocks: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.enum(['heading', 'paragraph', 'important']), text: templateText }),
        z.strictObject({ kind: z.literal('list'), items: z.array(templateText).min(1).max(30) }),
        z.strictObject({ kind: z.enum(['look-out-for', 'chart', 'results']) }),
      ]),
    )
    .min(1)
    .max(60),
  sms: z.string().min(1).max(600).optional(),
  lookOutFor: z.record(z.string().min(1), z.array(templateText).min(1).max(20)),
});

/** A limit agreed for one patient. */
const personalLimit = z.strictObject({
  value: z.number().positive(),
  unit: z.string().max(20),
  agreedBy: z.string().min(1).max(200),
  because: z.string().min(1).max(2000),
  untilOn: civilDate.optional(),
});

const reads = z
  .enum(['quantity', 'coded'])
  .optional()
  .describe('How its values are read: as a quantity where nothing is said, or as the coded conclusion of a report.');
const codeMeaning = z.strictObject({ code: line, system: line.optional(), analyte: line.optional(), reads });
/** What a person says of a feed. The owner names each field that it does not take, under its name. */
const agreementSaid = {
  name: line,
  sends: line.describe('What it sends, for people to read.'),
  facilities: z.array(line).max(200).describe('Sending facilities, as they stand in MSH-4. No other feed may name one of them.'),
  trusts: z.array(line).max(200).describe('ODS codes of the trusts to which it may report.'),
  mayRegister: z.boolean().describe('Whoever it names is a patient of the trust.'),
  zone: line.describe('The time zone of its times without an offset, such as Europe/London.'),
  processingIds: z.array(z.enum(['P', 'T', 'D'])).describe('MSH-11 of the messages that are taken.'),
  strict: z.boolean().describe('Messages of a type that is not used are refused and not accepted and passed over.'),
  codes: z
    .array(codeMeaning)
    .max(5000)
    .describe('What its codes mean. A code without a test is passed over; a code that is not named waits for a person.'),
};

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
  ApproveLetter: z.strictObject({ commandId, seen }),
  ApproveLetters: z.strictObject({
    letters: z
      .array(z.strictObject({ letter: id, commandId, seen }))
      .min(1)
      .max(100),
  }),
  ReasonForALetter: z.strictObject({ commandId, seen, reason }),
  ReleaseLetter: z.strictObject({
    commandId,
    seen,
    reason,
    addressConfirmed: z.boolean().describe('A person found out that the address is still right.'),
  }),
  SettleLetterOutcome: z.strictObject({ commandId, seen, wasSent: z.boolean(), note: reason }),
  GivenAnotherWay: z.strictObject({ commandId, seen, note: reason }),
  LayDownTemplate: z.strictObject({ commandId, content: letterTemplate }),
  ApproveTemplate: z.strictObject({ commandId, name: z.enum(letterTemplateNames), version: z.number().int().min(1) }),
  GiveLetterDetails: z.strictObject({
    commandId,
    trustName: detail,
    department: detail,
    lines: z.array(detail).min(1).max(6),
    postcode: detail,
    phone: detail,
    hours: detail,
    email: detail,
    signedBy: detail,
    signedAs: detail,
  }),
  DeclareHolidays: z.strictObject({
    commandId,
    seen: seenOrNothing,
    from: civilDate,
    to: civilDate,
    name: z.string().max(100).describe('What the days are called, such as Clinic closed.'),
    reason,
  }),
  WithdrawHoliday: z.strictObject({ commandId, seen: seenOrNothing, on: civilDate, reason }),
  ...missedTestBodies,
  SettleQuarantine: z.strictObject({ commandId, seen, decision: z.enum(['read-again', 'set-aside']), reason }),
  AgreeFeed: z.strictObject({ commandId, ...agreementSaid }),
  ChangeAgreement: z.strictObject({ commandId, seen, ...agreementSaid }),
  AgreeCode: z.strictObject({
    commandId,
    code: z.string().min(1).max(100),
    analyte: z
      .string()
      .max(50)
      .optional()
      .describe('The test that the code means. Without it the code is no test of ours and is passed over.'),
    reads,
  }),
  ...alertingBodies,
} as const;
export type BodyName = keyof typeof bodies;

const toldEvent = z.strictObject({
  position: z.number().int(),
  stream: line,
  revision: z.number().int(),
  id,
  type: line,
  nature: z
    .enum(['observation', 'act'])
    .describe('An observation is about the world, and may be corrected or taken back later. An act was done, and stays done.'),
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
  z.strictObject({ unreadable: z.strictObject({ stream: line, position: z.number().int(), trust: line, time: instant, why: z.string() }) }),
]);

const storedEvent = z.strictObject({
  position: z.number().int().describe('Place in commit order over all streams, from 1.'),
  storedAt: instant.describe('The store’s own time.'),
  metadata: z.record(z.string(), z.string()).describe('The envelope, as docs/architecture/envelope.md describes it.'),
  data: z.string().describe('The stored bytes, in base64.'),
});

const counts = z.strictObject({
  feed: id,
  lastAt: z.string(),
  accepted: z.number().int(),
  refused: z.number().int(),
  outcomes: z.partialRecord(z.enum(['applied', 'duplicate', 'superseded', 'ignored', 'quarantined', 'pending']), z.number().int()),
});

const approved = z.strictObject({ letter: id, stream: line, published: z.number().int().min(0), repeated: z.boolean() });
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
  StoredHistory: z.strictObject({ events: z.array(storedEvent) }),
  ReceivedMessage: z.strictObject({
    receipt: z.number().int(),
    type: line,
    controlId: z.string(),
    sender: z.string(),
    receivedAt: instant,
    sha256: line.describe('Of the bytes as they came.'),
    bytes: z.string().describe('The message as it came, in base64.'),
  }),
  Approvals: z.strictObject({
    approved: z.array(approved),
    refused: z.array(z.strictObject({ letter: id, code: line, sentence: z.string() })),
  }),
  Feeds: z.strictObject({ feeds: z.array(z.strictObject({ feed: id, name: line, sends: line, activity: counts.optional() })) }),
} as const;
export type AnswerName = keyof typeof answers;

/** Every body and answer as JSON Schema, for `components.schemas`. */
export const schemas = (bodyNames: readonly BodyName[], answerNames: readonly AnswerName[]): JsonObject => ({
  ...Object.fromEntries(bodyNames.map((name) => [name, shapeOf(bodies[name])])),
  ...Object.fromEntries(answerNames.map((name) => [name, tolerant(shapeOf(answers[name]))])),
});
