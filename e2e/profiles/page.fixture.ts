import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a page says becomes of a message. */
export interface Said {
  readonly outcome: 'applied' | 'superseded' | 'duplicate' | 'ignored' | 'held' | 'refused';
  /** The rule by which it was held, refused, ignored or superseded. */
  readonly rule: string | undefined;
  /** Facts that are published, of a message that was applied. */
  readonly facts: readonly string[];
  readonly notFacts: readonly string[];
  /** Places in what is published that are then empty. */
  readonly without: readonly string[];
}
/** A field the message is read by. */
export interface FieldRow {
  readonly field: string;
  readonly cardinality: string;
  /** Where in what is published it is found, `demographics.phone`. */
  /** Every place of the published fact that the field decides. */
  readonly readAs: readonly string[];
  /** What its absence leads to; nothing where it only says less. */
  readonly absent: Said | undefined;
}
/** One thing that can become of a message, with an example. */
export interface CaseRow {
  readonly when: string;
  readonly edits: readonly string[];
  readonly afterTheExample: boolean;
  readonly becomes: Said;
}
/** How one value is read. */
export interface ValueRow {
  readonly value: string;
  readonly edits: readonly string[];
  readonly place: string;
  readonly readAs: unknown;
}
export interface Fact {
  readonly type: string;
  readonly data: unknown;
}
export interface Page {
  readonly name: string;
  readonly before: readonly string[];
  readonly example: string;
  readonly readAs: readonly Fact[];
  readonly fields: readonly FieldRow[];
  readonly values: readonly ValueRow[];
  readonly cases: readonly CaseRow[];
  readonly section: (title: string) => string;
}

const folder = join(import.meta.dirname, '..', '..', 'contracts', 'hl7');
const sectionsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')).trim(), section.slice(section.indexOf('\n'))]),
  );
/** Code blocks of a language in a part of a page. */
export const blocksIn = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, content = '']) => content);
/** Rows of the table in a part of a page, without its head. */
export const rowsIn = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
/** What stands in code marks. */
export const codesIn = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, content = '']) => content);

const outcomes = ['applied', 'superseded', 'duplicate', 'ignored', 'held', 'refused'] as const;
const saidIn = (cell: string): Said | undefined => {
  const outcome = outcomes.find((one) => cell.startsWith(one));
  if (outcome === undefined) return undefined;
  const [yes = '', no = ''] = cell.split(', not ');
  const spans = codesIn(yes);
  const isFact = (span: string): boolean => /\.v\d+$/.test(span);
  return {
    outcome,
    rule: outcome === 'applied' ? undefined : spans[0],
    facts: spans.filter(isFact),
    notFacts: codesIn(no),
    without: codesIn(yes.split(' without ')[1] ?? ''),
  };
};

const fieldRow = ([field = '', cardinality = '', , , readAs = '', absent = '']: readonly string[]): FieldRow => ({
  field,
  cardinality,
  readAs: codesIn(readAs),
  absent: saidIn(absent),
});
const caseRow = ([when = '', example = '', becomes = '']: readonly string[]): CaseRow => {
  const said = saidIn(becomes);
  if (said === undefined) throw new Error(`“${when}” does not say what becomes of the message`);
  return { when, edits: codesIn(example), afterTheExample: example.startsWith('After the example'), becomes: said };
};
const valueRow = ([value = '', example = '', readAs = '']: readonly string[]): ValueRow => {
  const [place = '', json = ''] = codesIn(readAs);
  return { value, edits: codesIn(example), place, readAs: JSON.parse(json) };
};

/** A message as it is written on a page, as it goes on the wire. */
const onTheWire = (block: string): string => block.replaceAll('\n', '\r');

/** The text of a page of contracts/hl7. */
export const readText = (name: string): string => readFileSync(join(folder, `${name}.md`), 'utf8');

/** Reads a page of contracts/hl7. */
export const readPage = (name: string): Page => {
  const sections = sectionsOf(readText(name));
  const section = (title: string): string => sections.get(title) ?? '';
  const [example] = blocksIn(section('Example'), 'hl7');
  if (example === undefined) throw new Error(`${name} has no example`);
  return {
    name,
    section,
    before: blocksIn(section('Before it'), 'hl7').map(onTheWire),
    example: onTheWire(example),
    readAs: blocksIn(section('Read as'), 'json').flatMap((block) => JSON.parse(block) as Fact[]),
    fields: rowsIn(section('Fields')).map(fieldRow),
    values: rowsIn(section('How values are read')).map(valueRow),
    cases: rowsIn(section('What can become of it')).map(caseRow),
  };
};

/** Names of all pages about a message. */
export const pages = ['adt-a28', 'adt-a31', 'adt-a08', 'adt-a40', 'siu-s12', 'siu-s26', 'oru-r01', 'oru-r01-coded'] as const;
