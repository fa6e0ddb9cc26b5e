import { present, regionWide } from '@rms/nhs';
import type { OutcomeKind, OutcomeRecord } from '../intake-log.js';
import { receiptText, type HourDocument, type MessageDocument, type WaitingDocument } from './index-documents.js';
import { hourKey } from './messages.projection.js';

/** An outcome and its revision in its stream. */
export interface ToldOutcome extends OutcomeRecord {
  readonly revision: number;
}
/** The part of the index that some outcomes touch. */
export interface TouchedByOutcomes {
  readonly messages: Map<number, MessageDocument>;
  readonly hours: Map<string, HourDocument>;
  readonly waiting: Map<string, WaitingDocument>;
}

const messageAfter = (before: MessageDocument, told: ToldOutcome): MessageDocument => {
  const { outcome: _, of: __, rule: ___, by: ____, waitsAs: _____, ...message } = before;
  const { outcome, of, rule, by, revision } = told;
  return { ...message, outcome, ...present({ of, rule, by }), effects: before.effects + (outcome === 'applied' ? 1 : 0), told: revision };
};
const hourAfter = (before: HourDocument, from: OutcomeKind | 'pending', { outcome, revision }: ToldOutcome): HourDocument => {
  const { [from]: left = 0, ...others } = before.outcomes;
  const outcomes: HourDocument['outcomes'] = left > 1 ? { ...others, [from]: left - 1 } : others;
  return { ...before, outcomes: { ...outcomes, [outcome]: (outcomes[outcome] ?? 0) + 1 }, throughOutcome: revision };
};

const foldOne = (told: ToldOutcome, { messages, hours }: TouchedByOutcomes): void => {
  const message = messages.get(told.receipt);
  if (message === undefined || message.told >= told.revision) return;
  messages.set(told.receipt, messageAfter(message, told));
  const hour = hours.get(hourKey(message));
  if (hour !== undefined && hour.throughOutcome < told.revision) hours.set(hour.key, hourAfter(hour, message.outcome ?? 'pending', told));
};

/** Folds outcomes, in their order, into the part of the index that they touch. What is in it already is not counted again. */
export const foldOutcomes = (outcomes: readonly ToldOutcome[], touched: TouchedByOutcomes): void => {
  for (const told of outcomes) {
    for (const key of told.waitsFor ?? []) {
      const id = `${key} ${receiptText(told.receipt)}`;
      touched.waiting.set(id, { _id: id, trust: regionWide, key, receipt: told.receipt });
    }
    foldOne(told, touched);
  }
};
