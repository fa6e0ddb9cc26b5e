import { showDate } from '@rms/nhs';
import { atHead, cite, type Asks, type Reading, type ReadingContext, type SeenValue, type SeriesResult } from './reading.js';
import type { CodedReportRule } from './rule-kinds.js';
import { covers, sidesOf, sideWords } from './sides.js';

type Context = ReadingContext<CodedReportRule>;
type Coded = Extract<SeenValue, { readonly kind: 'coded' }>;

const headOf = ({ sampledOn, value }: SeriesResult, { rule }: Context): string => {
  const side = value.kind === 'coded' && value.side !== undefined ? `, ${sideWords(value.side)}` : '';
  return `${atHead(rule.shortName)} of ${showDate(sampledOn)}${side}`;
};

const unreadable = (result: SeriesResult, context: Context, why: string): Reading => ({
  result: result.result,
  reading: 'cannot-be-interpreted',
  sentence: `${headOf(result, context)} cannot be interpreted: ${why}. The words of a report are never guessed at: a clinician reads them. ${cite(context)}`,
  asks: context.rule.unreadable,
});

/** Why a report does not say of a side that is tested in this patient that all is well; `undefined` where it does. */
const wrongSide = ({ side }: Coded, { sides, rule }: Context): string | undefined => {
  if (sides === undefined) return undefined;
  if (side === undefined) return 'it does not say which side it is of';
  return sidesOf(side).some((one) => covers(sides, [one]))
    ? undefined
    : `it says ${sideWords(side)}, and no ${rule.shortName} of that side is asked for from this patient`;
};

const codeWords = ({ code, system = 'no code system' }: Coded): string => `“${code}” of ${system}`;
const found = <Meaning extends { readonly system: string; readonly code: string }>(
  meanings: readonly Meaning[],
  { code, system }: Coded,
): Meaning | undefined => meanings.find((one) => one.code === code && one.system === system);

// What asks for action asks for it whichever side it names: a wrong side is said with it and hides nothing.
const needsAction = (
  result: SeriesResult,
  context: Context,
  told: { readonly code: string; readonly says: string; readonly asks: Asks; readonly doubt: string | undefined },
): Reading => ({
  result: result.result,
  reading: 'report-needs-action',
  sentence: `${headOf(result, context)}, asks for action: ${told.code}, ${told.says}.${told.doubt === undefined ? '' : ` It is to be checked whose it is: ${told.doubt}.`} ${cite(context)}`,
  asks: told.asks,
});

const readCoded = (result: SeriesResult, value: Coded, context: Context): Reading => {
  const doubt = wrongSide(value, context);
  const action = found(context.rule.needsAction, value);
  if (action !== undefined) {
    const { says, code, seriousness, reviewWithinWorkingDays } = action;
    return needsAction(result, context, { code, says, doubt, asks: { seriousness, reviewWithinWorkingDays } });
  }
  const reassuring = found(context.rule.reassuring, value);
  if (reassuring === undefined) return unreadable(result, context, `its conclusion ${codeWords(value)} is in no list of the rule`);
  if (doubt !== undefined) return unreadable(result, context, doubt);
  return {
    result: result.result,
    reading: 'report-reassuring',
    sentence: `${headOf(result, context)}, is reassuring: ${reassuring.code}, ${reassuring.says}. ${cite(context)}`,
  };
};

const read = (result: SeriesResult, context: Context): Reading => {
  if (result.status === 'preliminary')
    return {
      result: result.result,
      reading: 'shown-only',
      sentence: `${headOf(result, context)} is preliminary. It is shown and not read until the final report comes.`,
    };
  return result.value.kind === 'coded'
    ? readCoded(result, result.value, context)
    : unreadable(result, context, 'the report came without a coded conclusion');
};

/** Reads each report by its coded conclusion alone, and by the side it is of. */
export const readByCodedReport = (context: Context, inOrder: readonly SeriesResult[]): readonly Reading[] =>
  inOrder.map((result) => read(result, context));
