import type { MessageOutcome } from '@rms/intake';
import { operatorFrom } from '../config.js';
import { withHistory } from '../history/open-history.js';
import { finish, say, show, tell } from './output.js';

export interface ReadOptions {
  readonly data?: string;
  readonly json?: boolean;
}

const line = (o: MessageOutcome): string =>
  `${String(o.receipt).padStart(6)}  ${o.sender}  ${o.messageType}  ${o.controlId}  ${o.acknowledged}  ${o.outcome}${o.of === undefined ? '' : ` of ${String(o.of)}`}${o.rule === undefined ? '' : ` (${o.rule})`}${o.by === undefined ? '' : ` by ${o.by}`}`;
const kindOf = ({ outcome, rule }: MessageOutcome): string => (rule === undefined ? outcome : `${outcome} (${rule})`);
const isWrong = ({ outcome, effects }: MessageOutcome): boolean => outcome === 'pending' || effects > 1;

/** Counts outcomes by kind, and those that are not exactly one. */
class Tally {
  readonly #totals = new Map<string, number>();
  #wrong = 0;

  count(outcome: MessageOutcome): void {
    const kind = kindOf(outcome);
    this.#totals.set(kind, (this.#totals.get(kind) ?? 0) + 1);
    if (isWrong(outcome)) this.#wrong += 1;
  }

  get isSound(): boolean {
    return this.#wrong === 0;
  }

  summary(): readonly string[] {
    const total = [...this.#totals.values()].reduce((sum, count) => sum + count, 0);
    return [
      `${String(total)} messages`,
      ...[...this.#totals].sort().map(([kind, count]) => `  ${kind}: ${String(count)}`),
      this.isSound ? 'Every one has exactly one outcome.' : `${String(this.#wrong)} have no outcome, or had two effects.`,
    ];
  }
}

const showOutcome = (outcome: MessageOutcome, json: boolean | undefined): void => {
  const { effects, ...shown } = outcome;
  show(json, effects > 1 ? { ...shown, effects } : shown, () => line(outcome));
};

/** Every accepted message with its one current outcome. Finds fault with a message that has none, or had two effects. */
export const outcomesCommand = (options: ReadOptions): Promise<void> =>
  withHistory(options.data, async (history) => {
    await history.recordReading({ operator: operatorFrom(), what: 'the outcomes of messages' });
    const tally = new Tally();
    for await (const outcome of history.outcomes()) {
      tally.count(outcome);
      showOutcome(outcome, options.json);
    }
    const write = options.json === true ? tell : say;
    for (const text of tally.summary()) write(text);
    finish(tally.isSound ? 0 : 1);
  });
