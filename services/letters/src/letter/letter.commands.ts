import { derivedId, execute, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import type { LetterPages, OnTheDesk } from '../desk/letter-pages.js';
import type { Calendar } from './letter-times.js';
import { letter } from './letter.aggregate.js';
import type { LetterCommand, LetterEvent, LetterRefusal } from './letter.facts.js';

export const letterCommandsToken = Symbol('letter commands');
export type LetterOutcome = Outcome<LetterEvent, LetterRefusal>;

/** A page as it is shown: a PDF, or the text of a short message. */
export interface ShownPage {
  readonly bytes: Uint8Array;
  readonly isText: boolean;
}
/** Commands of people about letters, and the page of one. */
export interface LetterCommands {
  give(id: string, command: LetterCommand, context: CommandContext): Promise<LetterOutcome>;
  /** Its page, or with a fingerprint that of one time it was written. `undefined` for a letter the trust does not have, or a page it never had. */
  page(of: OnTheDesk & { readonly fingerprint?: string }): Promise<ShownPage | 'lost' | undefined>;
  /** The id of the letter by which one that came back is sent again. */
  nextOf(id: string): string;
  calendar(): Calendar;
}

const startsAsPdf = (bytes: Uint8Array): boolean => new TextDecoder().decode(bytes.slice(0, 5)) === '%PDF-';

/** The commands on a history and a desk. */
export const letterCommands = (
  execution: Execution,
  desk: { readonly pages: Pick<LetterPages, 'of' | 'asWritten'>; calendar(): Calendar },
): LetterCommands => ({
  give: (id, command, context) => execute(execution, letter, { id, command, context }),
  page: async ({ fingerprint, ...on }) => {
    const page = await (fingerprint === undefined ? desk.pages.of(on) : desk.pages.asWritten(on, fingerprint));
    return page === undefined || page === 'lost' ? page : { ...page, isText: !startsAsPdf(page.bytes) };
  },
  nextOf: (id) => derivedId(id, 'next'),
  calendar: () => desk.calendar(),
});
