import { z } from 'zod';

const text = z.string().min(1).max(4000);
/** Texts that are filled in; a block whose text comes out empty is left out. Nothing that is filled in can become a block of its own. */
export const templateBlock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text }),
  z.strictObject({ kind: z.literal('paragraph'), text }),
  /** The sentence that must not be overlooked, in a frame. */
  z.strictObject({ kind: z.literal('important'), text }),
  z.strictObject({ kind: z.literal('list'), items: z.array(text).min(1).max(30) }),
  /** What he is to look out for, from the list for his cancer. */
  z.strictObject({ kind: z.literal('look-out-for') }),
  z.strictObject({ kind: z.literal('chart') }),
  z.strictObject({ kind: z.literal('results') }),
]);
export type TemplateBlock = z.infer<typeof templateBlock>;

/** For whom and what a template is. */
export const templateNames = [
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
export type TemplateName = (typeof templateNames)[number];

export const templateContent = z.strictObject({
  name: z.enum(templateNames),
  version: z.number().int().min(1),
  /** Of the document: what a screen reader says first. */
  title: text,
  /** The line in bold under the greeting. */
  subject: text,
  blocks: z.array(templateBlock).min(1).max(60),
  /** A text message instead of a page. */
  sms: z.string().min(1).max(600).optional(),
  /** By cancer: what to ring about. A letter to somebody with another cancer cannot be written by this version. */
  lookOutFor: z.record(z.string().min(1), z.array(text).min(1).max(20)),
});
export type TemplateContent = z.infer<typeof templateContent>;
