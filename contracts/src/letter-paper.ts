import { z } from 'zod';
import { contract } from './contract.js';
import { civilDate, id, line, text } from './vocabulary.js';

export const templateLaidDown = contract(
  'letters.template-laid-down.v1',
  'A version of a letter template was laid down. It is not in force until two people have approved it.',
  z.strictObject({ template: id, name: line, version: z.number().int().min(1), title: line, content: z.unknown() }),
);
export const templateApproved = contract(
  'letters.template-approved.v1',
  'Somebody approved a version of a letter template; with the second person it comes into force.',
  z.strictObject({ template: id, version: z.number().int().min(1), person: line, inForce: z.boolean() }),
);
export const contactDetailsGiven = contract(
  'letters.contact-details-given.v1',
  'How a trust’s letters are headed and signed, and whom their readers ring.',
  z.strictObject({
    sender: id,
    trustName: line,
    department: line,
    lines: z.array(line).min(1).max(6),
    postcode: line,
    phone: line,
    hours: line,
    email: line,
    signedBy: line,
    signedAs: line,
  }),
);
const practice = { practices: id, ods: line, name: line, reason: text };
export const practiceClosed = contract(
  'letters.practice-closed.v1',
  'A GP practice closed, or closes on a day: no letter of the trust goes there from then on.',
  z.strictObject({ ...practice, closedOn: civilDate }),
);
export const closureTakenBack = contract(
  'letters.closure-taken-back.v1',
  'A GP practice that was recorded as closed is open after all.',
  z.strictObject(practice),
);
