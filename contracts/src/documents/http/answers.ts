import { z } from 'zod';
import { civilDate, id, instant, line } from '../../vocabulary.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
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
  page: sha256.optional().describe('Fingerprint of the page that was written, where this fact is the writing of a letter.'),
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
const owner = z.strictObject({ team: id.optional(), teamName: line, person: line.optional(), role: line });
const taskKind = z.enum(['review', 'recall', 'quarantine', 'telephone', 'letter', 'call', 'exception']);
const work = z.enum(['reviews', 'recalls', 'messages', 'telephone', 'letters', 'calls']);

const filledTemplate = z.strictObject({
  title: z.string(),
  subject: z.string(),
  blocks: z.array(
    z.union([
      z.strictObject({ kind: z.enum(['heading', 'paragraph', 'important']), text: z.string() }),
      z.strictObject({ kind: z.literal('list'), items: z.array(z.string()) }),
      z.strictObject({ kind: z.enum(['chart', 'results']) }),
    ]),
  ),
  sms: z.string().optional(),
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
  TemplateTrial: z.strictObject({
    problems: z.array(
      z.strictObject({ at: z.string().describe('Path of the text: blocks.1.text'), line: z.number().int(), sentence: z.string() }),
    ),
    full: filledTemplate.optional().describe('How it reads on an invented letter with everything; absent where something is to be mended.'),
    sparse: filledTemplate.optional().describe('The same with next to nothing.'),
    names: z.array(z.strictObject({ name: z.string(), shows: z.string(), mayBeMissing: z.boolean() })).describe('What a template may use.'),
  }),
  WhoWouldAct: z.strictObject({
    tasks: z.array(z.strictObject({ kind: taskKind, count: z.number().int(), to: owner })),
    comes: z.array(z.strictObject({ work, to: owner })).describe('New work that would have been his or hers first.'),
    notForCover: z.array(taskKind).describe('What does not go to the person named, whose role may not settle it.'),
    coverAway: z
      .array(z.strictObject({ absence: line, fromOn: z.string(), untilOn: civilDate, cover: line.optional() }))
      .describe('When the person named is away; `fromOn` is empty for an absence that has begun.'),
    nobodyFor: z.array(taskKind).describe('What nobody who is then at the trust may settle.'),
    withoutLead: z.array(line).describe('Names of the teams that have no lead then.'),
    refused: z.strictObject({ code: line, sentence: z.string() }).optional().describe('Why it would be refused.'),
  }),
  Feeds: z.strictObject({ feeds: z.array(z.strictObject({ feed: id, name: line, sends: line, activity: counts.optional() })) }),
} as const;
export type AnswerName = keyof typeof answers;
