import type { ReportedValue, ResultStatus } from '@rms/contracts';
import type { Segment } from '@rms/hl7/pure';
import { clipped } from '@rms/intake/pure';
import { parseQuantity, present } from '@rms/nhs';
import type { Side } from './side.reading.js';

const statuses: Readonly<Record<string, ResultStatus | 'promoted'>> = {
  F: 'final',
  C: 'corrected',
  M: 'corrected',
  A: 'corrected',
  P: 'preliminary',
  R: 'preliminary',
  S: 'preliminary',
  I: 'preliminary',
  U: 'promoted',
  X: 'not-obtained',
  D: 'deleted',
  W: 'withdrawn',
};
// Order and observation may disagree; the more cautious word counts: first what takes a result away, then what keeps it from counting.
// But an order is preliminary while any of its tests is: that says nothing of a result that is final by its own word.
const caution: readonly (ResultStatus | 'promoted')[] = [
  'withdrawn',
  'deleted',
  'not-obtained',
  'preliminary',
  'corrected',
  'promoted',
  'final',
];

/** The status that counts where order (OBR-25) and observation (OBX-11) both name one; `undefined` where a word is not of HL7 table 0085 or 0123. */
export const statusOf = (obr: string, obx: string): ResultStatus | 'promoted' | undefined => {
  const said = [obx, statuses[obr] === 'preliminary' && obx !== '' ? '' : obr].filter((code) => code !== '');
  const known = said.map((code) => statuses[code]);
  if (said.length === 0 || known.includes(undefined)) return undefined;
  return caution.find((status) => known.includes(status));
};

const structured = (obx: Segment): string => `${obx.text(5, 1)}${obx.text(5, 2)}${obx.text(5, 3)}${obx.text(5, 4)}`;

const coded = (obx: Segment): string => obx.text(5, 2) || obx.text(5, 1);
const textBy: Readonly<Record<string, (obx: Segment) => string>> = { SN: structured, CE: coded, CWE: coded, CNE: coded };
const rawOf = (obx: Segment): string => clipped((textBy[obx.code(2)]?.(obx) ?? obx.wholeText(5)).trim(), 300);
// A number may be the name of a finding.
const isCoded = (obx: Segment): boolean => ['CE', 'CWE', 'CNE'].includes(obx.code(2));

// A conclusion as the sender codes it, or as its alternative where only that has a code.
const conclusionOf = (obx: Segment): { readonly code: string; readonly system: string; readonly text: string } => {
  const first = obx.text(5, 1).trim() === '' ? 4 : 1;
  const [code = '', text = '', system = ''] = [first, first + 1, first + 2].map((component) => clipped(obx.text(5, component).trim(), 100));
  return { code, system, text };
};
const said = (text: string): string | undefined => (text === '' ? undefined : text);

/** The conclusion of a report as its code, where it is one code; else the raw text, which nobody guesses at. */
export const codedValueOf = (obx: Segment, side: Side | undefined): ReportedValue => {
  const { code, system, text } = conclusionOf(obx);
  if (!isCoded(obx) || obx.field(5).repetitions.length > 1 || code === '') return { kind: 'not-a-number', unit: '', raw: rawOf(obx) };
  return { kind: 'coded', code, raw: text === '' ? code : text, ...present({ system: said(system), text: said(text), side }) };
};

/** The value as a number only where it is certainly one; the raw text always. */
export const valueOf = (obx: Segment): ReportedValue => {
  const [raw, unit] = [rawOf(obx), clipped(obx.text(6).trim(), 50)];
  const parsed = obx.field(5).repetitions.length > 1 || isCoded(obx) ? undefined : parseQuantity(raw);
  if (!parsed?.ok) return { kind: 'not-a-number', unit, raw };
  return { kind: 'quantity', unit, raw, ...parsed.value };
};
