import { z } from 'zod';
import { civilDate, id } from '../../vocabulary.js';
import { commandId, reason, seen, seenOrNothing } from './command-fields.js';

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
  'follow-up-suspended-patient',
  'follow-up-suspended-gp',
  'follow-up-taken-up-again-patient',
  'follow-up-taken-up-again-gp',
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
