import { intakeFile, openIntakeForReading, type MessageOutcome } from '@rms/intake';
import { existsSync } from 'node:fs';
import { defaultData, operatorFrom } from '../config.js';
import { birthOf } from '../directory/data-directory.js';
import { recordReadingOf } from '../directory/record-reading.js';
import { finish, say, show, tell } from './output.js';

export interface ReadOptions {
  readonly data?: string;
  readonly json?: boolean;
}

const line = (o: MessageOutcome): string =>
  `${String(o.receipt).padStart(6)}  ${o.sender}  ${o.messageType}  ${o.controlId}  ${o.acknowledged}  ${o.outcome}${o.of === undefined ? '' : ` of ${String(o.of)}`}${o.rule === undefined ? '' : ` (${o.rule})`}${o.by === undefined ? '' : ` by ${o.by}`}`;

/** Every accepted message with its one current outcome. Finds fault with a message that has none, or had two effects. */
export const outcomesCommand = async (options: ReadOptions): Promise<void> => {
  const data = options.data ?? defaultData();
  birthOf(data);
  await recordReadingOf(data, { operator: operatorFrom(), what: 'the outcomes of messages' });
  const totals = new Map<string, number>();
  let wrong = 0;
  if (existsSync(intakeFile(data))) {
    for await (const outcome of openIntakeForReading(data)) {
      const kind = outcome.rule === undefined ? outcome.outcome : `${outcome.outcome} (${outcome.rule})`;
      totals.set(kind, (totals.get(kind) ?? 0) + 1);
      if (outcome.outcome === 'pending' || outcome.effects > 1) wrong += 1;
      const { effects, ...shown } = outcome;
      show(options.json, effects > 1 ? { ...shown, effects } : shown, () => line(outcome));
    }
  }
  const total = [...totals.values()].reduce((sum, count) => sum + count, 0);
  const summary = [
    `${String(total)} messages`,
    ...[...totals].sort().map(([kind, count]) => `  ${kind}: ${String(count)}`),
    wrong === 0 ? 'Every one has exactly one outcome.' : `${String(wrong)} have no outcome, or had two effects.`,
  ];
  for (const text of summary) {
    if (options.json === true) tell(text);
    else say(text);
  }
  finish(wrong === 0 ? 0 : 1);
};
