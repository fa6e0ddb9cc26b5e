import { z } from 'zod';
import { asksFor, asksForRepeat, name, source, text } from './figures.js';

const everyRule = { analyte: name, name, shortName: name, letterWithinDays: z.number().int().min(1), source };
/** A personal limit above this is a slip of the pen: under it nobody would ever look. */
const personalLimitAtMost = z.number().positive().optional();
const twoRises = { first: asksForRepeat, confirmed: asksFor, unreadable: asksForRepeat };

/** A limit that counts once when it is reached and is believed when a second value reaches it. */
const confirmedLimit = z.strictObject({
  kind: z.literal('confirmed-limit'),
  ...everyRule,
  unit: name,
  limit: z.number().positive(),
  personalLimitAtMost,
  ...twoRises,
});

/** A limit counted from the lowest value since treatment, believed when a second value reaches it. */
const nadirPlus = z.strictObject({
  kind: z.literal('nadir-plus'),
  ...everyRule,
  unit: name,
  rise: z.number().positive(),
  /** How long after treatment the lowest value may still be to come. */
  nadirMayFallForMonths: z.number().int().min(0),
  personalLimitAtMost,
  ...twoRises,
  /** What is known of a single rise, told with it. */
  firstSays: text,
  /** A first value that is already as high as the rise that counts. */
  noNadir: asksFor,
});

const meaning = { system: name, code: name, says: name };
/** A report whose coded conclusion is reassuring or asks for action. A code that is in neither list, or none, goes to a person. */
const codedReport = z.strictObject({
  kind: z.literal('coded-report'),
  ...everyRule,
  reassuring: z.array(z.strictObject(meaning)).min(1),
  needsAction: z.array(asksFor.extend(meaning)).min(1),
  unreadable: asksFor,
});

export const rule = z.discriminatedUnion('kind', [confirmedLimit, nadirPlus, codedReport]);
export type Rule = z.infer<typeof rule>;
export type ConfirmedLimitRule = Extract<Rule, { readonly kind: 'confirmed-limit' }>;
export type NadirPlusRule = Extract<Rule, { readonly kind: 'nadir-plus' }>;
export type CodedReportRule = Extract<Rule, { readonly kind: 'coded-report' }>;
/** A rule that holds a number against a limit: only for these can a patient have a limit of his or her own. */
export type LimitRule = ConfirmedLimitRule | NadirPlusRule;

export const isLimitRule = (one: Rule): one is LimitRule => one.kind !== 'coded-report';

const timesTheFigure = 50;
/** The highest personal limit that a rule takes. */
export const personalLimitBound = (one: LimitRule): number =>
  one.personalLimitAtMost ?? (one.kind === 'confirmed-limit' ? one.limit : one.rise) * timesTheFigure;
