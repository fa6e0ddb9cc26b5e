import type { FeedAgreement } from '@rms/contracts';
import { codeName, problemsInAgreement } from '@rms/intake/pure';
import { present } from '@rms/nhs';
import { formError, type FormError, type Values } from '../../form.js';

export const processingIds = ['P', 'T', 'D'] as const;

const linesOf = (text = ''): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
const codeLine = /^(.+?)(?:\s*\(([^()]+)\))?(?:\s*=\s*(.*?)(,\s*coded)?)?$/;
const codeIn = (line: string): FeedAgreement['codes'][number] => {
  const [, code = line, system, analyte = '', coded] = codeLine.exec(line) ?? [];
  const meaning = analyte === '' ? {} : present({ analyte, reads: coded === undefined ? undefined : ('coded' as const) });
  return { code: code.trim(), ...present({ system }), ...meaning };
};

const lineOf = (code: FeedAgreement['codes'][number]): string => {
  if (code.analyte === undefined) return codeName(code);
  return `${codeName(code)} = ${code.analyte}${code.reads === 'coded' ? ', coded' : ''}`;
};

/** An agreement as the fields of its form. */
export const valuesOf = (agreement: FeedAgreement): Values => ({
  name: agreement.name,
  sends: agreement.sends,
  facilities: agreement.facilities.join('\n'),
  trusts: agreement.trusts.join(', '),
  mayRegister: agreement.mayRegister ? 'yes' : 'no',
  zone: agreement.zone,
  ...Object.fromEntries(agreement.processingIds.map((id) => [`processing-${id}`, 'yes'])),
  strict: agreement.strict ? 'yes' : 'no',
  codes: agreement.codes.map(lineOf).join('\n'),
});

/** The form of a feed that is still to be agreed. */
export const blank: Values = { zone: 'Europe/London', mayRegister: 'no', strict: 'no' };

const anchors: Readonly<Record<string, string>> = { processingIds: 'processing-P' };

/** Reads the form of an agreement, and says field by field what is wrong with it beside the other feeds. */
export const readAgreement = (
  values: Values,
  context: {
    readonly feed: string;
    readonly anyFacility: boolean;
    readonly others: readonly FeedAgreement[];
    readonly onlyTrust: string | undefined;
  },
): { readonly agreement: FeedAgreement; readonly errors: readonly FormError[] } => {
  const { name = '', sends = '', zone = '', trusts = '' } = values;
  const agreement: FeedAgreement = {
    feed: context.feed,
    name,
    sends,
    facilities: [...linesOf(values['facilities'])],
    anyFacility: context.anyFacility,
    trusts: context.onlyTrust === undefined ? trusts.split(/[\s,;]+/).filter((ods) => ods !== '') : [context.onlyTrust],
    mayRegister: values['mayRegister'] === 'yes',
    zone,
    processingIds: processingIds.filter((id) => values[`processing-${id}`] === 'yes'),
    strict: values['strict'] === 'yes',
    codes: linesOf(values['codes']).map(codeIn),
  };
  const errors = problemsInAgreement(agreement, context.others).map(({ field, sentence }) => formError(field, sentence, anchors[field]));
  return { agreement, errors };
};

/** Tests that codes are to mean and that no protocol reads: their results would be stored and never looked at. */
export const unreadTests = ({ codes }: Pick<FeedAgreement, 'codes'>, analytes: readonly string[]): readonly string[] => [
  ...new Set(codes.flatMap(({ analyte }) => (analyte === undefined || analytes.includes(analyte) ? [] : [analyte]))),
];
