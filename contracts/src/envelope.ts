import { z } from 'zod';
import { tombstoneType, type Contract } from './contract.js';
import { civilDate, id, instant, line, trust } from './vocabulary.js';

const actor = z.string().regex(/^(person|policy|feed|operator):./);

/** Everything that travels with a published fact, after CloudEvents 1.0. It holds no personal data: that is in `data` alone. */
export const envelope = z.strictObject({
  type: line.describe('The contract, `<service>.<fact>.v<major>`, or `tombstone`.'),
  id: id.describe('Derived from the command behind the fact: the same fact always comes under the same id.'),
  source: line.describe('The service that owns the fact.'),
  subject: z
    .string()
    .regex(/^[a-z-]+\.[a-z-]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .describe('The stream of the owner that the fact stands in, `<service>.<aggregate>-<id>`.'),
  time: instant.describe('When it was recorded.'),
  occurredAt: instant.optional().describe('When it happened, where the source knew the moment. Either this or `occurredOn` is there.'),
  occurredOn: civilDate.optional().describe('The date on which it happened, where the source knew no more than that.'),
  trust: trust.describe('ODS code of the trust it belongs to, or `REGION`.'),
  patient: id
    .optional()
    .describe(
      'The patient record that the stream was born with. It never changes, not even when records are merged. Absent on facts about nobody.',
    ),
  published: z
    .number()
    .int()
    .min(1)
    .describe('Dense counter of the stream: 1, 2, 3 and so on. A consumer that sees a gap fetches the stream from its owner.'),
  position: z.number().int().min(1).describe('Place in the owner’s log. It rises, with gaps.'),
  actor: actor.describe('Who acted: a person by token subject, a policy by name, a feed by id, an operator by user name.'),
  role: line.describe('In which role.'),
  onBehalfOf: actor.optional().describe('Whose act a policy carried on.'),
  correlationId: line.describe('Shared by everything that followed from one message, click or look.'),
  data: z.unknown(),
});

/** A fact that was erased or withdrawn from publication: its number in the stream stays, its content is gone. */
export const tombstone = envelope.extend({
  type: z.literal(tombstoneType),
  data: z.strictObject({ was: line.describe('The name under which the owner had stored it.') }),
});

/** One contract as it travels: the envelope with the contract’s name, its owner and its content. */
export const messageOf = ({ type, data }: Contract): z.ZodType =>
  envelope.extend({ type: z.literal(type), source: z.literal(type.slice(0, type.indexOf('.'))), data });
