import { derivedId, execute, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import type { Calendar } from './letter-times.js';
import { letter } from './letter.aggregate.js';
import type { LetterCommand, LetterEvent, LetterRefusal } from './letter.facts.js';

export const letterCommandsToken = Symbol('letter commands');
export type LetterOutcome = Outcome<LetterEvent, LetterRefusal>;

/** Commands of people about letters, and the page of one. */
export interface LetterCommands {
  give(id: string, command: LetterCommand, context: CommandContext): Promise<LetterOutcome>;
  /** `undefined` for a letter the trust does not have, or one that has not been written. */
  page(trust: string, id: string): Promise<{ readonly bytes: Uint8Array; readonly isText: boolean } | undefined>;
  /** The id of the letter by which one that came back is sent again. */
  nextOf(id: string): string;
  calendar(): Calendar;
}

const startsAsPdf = (bytes: Uint8Array): boolean => new TextDecoder().decode(bytes.slice(0, 5)) === '%PDF-';

/** The commands on a history and a desk. */
export const letterCommands = (
  execution: Execution,
  desk: { page(on: { readonly trust: string; readonly id: string }): Promise<Uint8Array | undefined>; calendar(): Calendar },
): LetterCommands => ({
  give: (id, command, context) => execute(execution, letter, { id, command, context }),
  page: async (trust, id) => {
    const bytes = await desk.page({ trust, id });
    return bytes === undefined ? undefined : { bytes, isText: !startsAsPdf(bytes) };
  },
  nextOf: (id) => derivedId(id, 'next'),
  calendar: () => desk.calendar(),
});
