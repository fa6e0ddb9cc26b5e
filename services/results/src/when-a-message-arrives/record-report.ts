import { derivedId, execute, keyedId, type Execution } from '@rms/event-sourcing';
import type { Arrived, Feed } from '@rms/intake';
import { result } from '../result/result.aggregate.js';
import type { ReadObservation, ResultKey } from './read-oru.reading.js';
import type { Matched } from './whose-result-it-is.js';

export interface RecordingParts {
  readonly execution: Execution;
  readonly key: Uint8Array;
}
export interface ReportToRecord {
  readonly message: Arrived;
  readonly feed: Feed;
  readonly observation: ReadObservation;
  readonly messageAt: string;
}

// A result keeps the stream it was born with: after a merge the same result is found under any record of the person.
const streamFor = async (
  { execution, key }: RecordingParts,
  { trust, person }: Matched,
  found: { readonly feed: Feed; readonly key: ResultKey },
): Promise<string> => {
  const { filler, code, subId, sampled } = found.key;
  const ids = person.records.map((record) => keyedId(key, 'result', trust, record, found.feed.feed, filler, code, subId, sampled));
  for (const id of ids) if ((await execution.store.readStream(`results.result-${id}`)).length > 0) return id;
  return ids[0] ?? '';
};

/** Records what a laboratory said about one test of one sample, at one trust. Answers whether it was news. */
export const recordReport = async (parts: RecordingParts, at: Matched, told: ReportToRecord): Promise<'news' | 'known'> => {
  const { message, feed, observation, messageAt } = told;
  const { trust, person } = at;
  const id = await streamFor(parts, at, { feed, key: observation.key });
  const outcome = await execute(parts.execution, result, {
    id,
    command: {
      type: 'RecordReport',
      patient: person.patient,
      promotes: observation.promotes,
      version: { messageAt, report: { ...observation.report, receipt: message.receipt, messageSha256: message.sha256 } },
    },
    context: {
      commandId: derivedId(message.id, `report ${id}`),
      actor: { kind: 'feed', id: feed.feed, role: 'feed' },
      trust,
      patient: person.patient,
      correlationId: message.id,
      causationId: message.id,
    },
  });
  if (!outcome.accepted) throw new Error(`A report was refused: ${outcome.refusal}`);
  return outcome.events.length > 0 ? 'news' : 'known';
};
