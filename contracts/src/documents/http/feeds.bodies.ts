import { z } from 'zod';
import { line } from '../../vocabulary.js';
import { commandId, seen } from './command-fields.js';

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

/** Bodies of commands about what is agreed with a sender. */
export const feedBodies = {
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
} as const;
