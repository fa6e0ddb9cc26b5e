import { z } from 'zod';
import { letterTemplate, letterTemplateNames } from '../../letter-template.js';
import { civilDate, id } from '../../vocabulary.js';
import { commandId, reason, seen, seenOrNothing } from './command-fields.js';

const detail = z.string().min(1).max(200);
/** Bodies of commands about letters, their templates and their details. */
export const letterBodies = {
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
  SendLetterAgain: z.strictObject({
    commandId,
    seen,
    reason,
    addressConfirmed: z.boolean().optional().describe('A person found out that the address it came back from is right all the same.'),
  }),
  SettleLetterOutcome: z.strictObject({ commandId, seen, wasSent: z.boolean(), note: reason }),
  LetterCameBack: z.strictObject({
    commandId,
    seen,
    on: civilDate.describe('The day on which it came: not one to come, and none before it left.'),
    note: z.string().max(500).describe('What was written on it.'),
  }),
  GivenAnotherWay: z.strictObject({ commandId, seen, note: reason }),
  LayDownTemplate: z.strictObject({ commandId, content: letterTemplate }),
  TryTemplate: z.strictObject({ content: letterTemplate }),
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
    seen: seenOrNothing.optional(),
  }),
  RecordClosure: z.strictObject({
    commandId,
    seen: seenOrNothing,
    ods: z.string().max(200).describe('The code of the practice: a letter and five digits.'),
    name: z.string().max(200),
    closedOn: civilDate.describe('The first day on which it is closed; at most a year ahead.'),
    reason,
  }),
  TakeBackClosure: z.strictObject({ commandId, seen: seenOrNothing, ods: z.string().max(200), reason }),
} as const;
