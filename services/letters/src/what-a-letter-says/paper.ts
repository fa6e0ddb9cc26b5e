import type { ContactDetails } from '../sender/sender.aggregate.js';
import type { FilledIn } from './fill-in.js';
import type { LetterContent } from './letter-content.js';
import { drawResults } from './result-chart.reading.js';

/** The page as the typesetter takes it: texts as data, in the order in which they stand. */
export interface Paper {
  readonly title: string;
  readonly size: number;
  readonly training: string;
  readonly sender: {
    readonly name: string;
    readonly department: string;
    readonly lines: readonly string[];
    readonly contact: readonly string[];
  };
  readonly to: readonly string[];
  readonly date: string;
  readonly identity: string;
  readonly greeting: string;
  readonly subject: string;
  readonly blocks: FilledIn['blocks'];
  /** The results at the end of a letter, which come after the signature: a signature never stands on a page by itself. */
  readonly annex: FilledIn['blocks'];
  readonly chart: { readonly svg: string; readonly says: string } | null;
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly close: readonly string[];
  readonly madeFrom: string;
}

const short = (stream: string): string => `${stream.slice(0, -37).replace(/^[a-z-]+\./, '')} ${stream.slice(-12)}`;
/** "Made from patient 0000000001a4 at 3, follow-up …": which record at which counter, for whoever has to trace a letter. */
export const madeFromWords = (madeFrom: Readonly<Record<string, number>>, template: string): string =>
  `Made from ${Object.entries(madeFrom)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([stream, published]) => `${short(stream)} at ${String(published)}`)
    .join(', ')}. Template ${template}.`;

/** Where the last heading has nothing but the chart and the table under it, it begins the annex. */
const annexFrom = (blocks: FilledIn['blocks']): number => {
  const last = blocks.findLastIndex(({ kind }) => kind === 'heading');
  const isAnnex = last >= 0 && blocks.slice(last + 1).every(({ kind }) => kind === 'chart' || kind === 'results');
  return isAnnex ? last : blocks.length;
};

const printSizes = { standard: 12, large: 18 } as const;

/** What stands over everything that is written in training, with its day. */
export const trainingMark = ({ letter }: Pick<LetterContent, 'letter'>): string =>
  `Training. Invented patient. Not to be sent to anybody. ${letter.date}`;

/** A letter ready to be set: what the template says, on the trust’s paper, with the chart and the revisions it rests on. */
export const paperOf = (parts: {
  readonly filled: FilledIn;
  readonly content: LetterContent;
  readonly sender: ContactDetails;
  readonly to: readonly string[];
  readonly print: 'standard' | 'large';
  readonly madeFrom: string;
  readonly isTraining: boolean;
}): Paper => {
  const { filled, content, sender, to, print, madeFrom, isTraining } = parts;
  const size = printSizes[print];
  const annex = annexFrom(filled.blocks);
  return {
    title: filled.title,
    size,
    training: isTraining ? trainingMark(content) : '',
    sender: {
      name: sender.trustName,
      department: sender.department,
      lines: [...sender.lines, sender.postcode],
      contact: [`Telephone ${sender.phone}`, sender.hours, sender.email],
    },
    to,
    date: content.letter.date,
    identity: `${content.letter.isToGp ? `${content.patient.name}, born ${content.patient.born}, ` : ''}NHS number ${content.patient.nhsNumber}`,
    greeting: `Dear ${content.to.greeting}`,
    subject: filled.subject,
    blocks: filled.blocks.slice(0, annex),
    annex: filled.blocks.slice(annex),
    chart: drawResults(content, size) ?? null,
    table: {
      head: ['Taken on', 'Result', 'How it was read'],
      rows: [...content.results].reverse().map(({ takenOn, shown, unit, against }) => [takenOn, `${shown} ${unit}`.trim(), against]),
    },
    close: [sender.signedBy, sender.signedAs, sender.department],
    madeFrom,
  };
};

/** What a filled letter says, paragraph by paragraph: for the screen and for a version in another format. */
export const textOf = ({ subject, blocks, sms }: FilledIn): readonly string[] =>
  sms === undefined
    ? [subject, ...blocks.flatMap((block) => ('items' in block ? block.items : 'text' in block ? [block.text] : []))]
    : [sms];
