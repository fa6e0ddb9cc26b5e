import { z } from 'zod';

const templateText = z.string().min(1).max(4000);
/** For whom and what a template is. */
export const letterTemplateNames = [
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
/**
 * The words of one kind of letter: texts in Liquid, of which each stays the block it is. A block whose text comes out empty
 * is left out; nothing that is filled in can become a block of its own.
 */
export const letterTemplate = z.strictObject({
  name: z.enum(letterTemplateNames),
  version: z.number().int().min(1),
  /** Of the document: what a screen reader says first. */
  title: templateText,
  /** The line in bold under the greeting. */
  subject: templateText,
  blocks: z
    .array(
      z.discriminatedUnion('kind', [
        // What is important stands in a frame: it must not be overlooked.
        z.strictObject({ kind: z.enum(['heading', 'paragraph', 'important']), text: templateText }),
        z.strictObject({ kind: z.literal('list'), items: z.array(templateText).min(1).max(30) }),
        z.strictObject({ kind: z.enum(['look-out-for', 'chart', 'results']) }),
      ]),
    )
    .min(1)
    .max(60),
  /** A text message instead of a page. */
  sms: z.string().min(1).max(600).optional(),
  /** By cancer: what to ring about. A letter to somebody with another cancer cannot be written by this version. */
  lookOutFor: z.record(z.string().min(1), z.array(templateText).min(1).max(20)),
});
export type LetterTemplate = z.infer<typeof letterTemplate>;
export type LetterTemplateBlock = LetterTemplate['blocks'][number];
