import { derivedId, execute, keyedId, load, type CommandContext, type Execution } from '@rms/event-sourcing';
import type { Arrived, Feed, Problem } from '@rms/intake';
import { present, showDateText } from '@rms/nhs';
import { result, type ResultCommand } from '../result/result.aggregate.js';
import type { ReadObservation, ResultKey } from './read-oru.reading.js';
import { whichResult, type KnownResult } from './which-result-it-is.js';
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
  /** Whether a person has asked the laboratory, and had the message read again: then a report of another time is of another sample. */
  readonly isFoundOut: boolean;
}
/** Where a report is recorded. `first` is the first result under its order, which knows of the others. */
interface Place {
  readonly id: string;
  readonly first?: string;
}

/** Held because nobody can know which result of an order the laboratory means. */
export const ofWhichSample = 'correction-of-which-sample';
const unclear = (trust: string, patient: string, { key, report }: ReadObservation): Problem => ({
  rule: ofWhichSample,
  trust,
  patient,
  sentence: `The report of ${report.code} under order ${key.filler} says that the sample was taken on ${showDateText(report.sampledOn)}. Other reports of ${report.code} under that order say other times, and one of these may be the same sample: one is corrected, and it is not known which. Ask the laboratory. Where it is a sample of its own, have the message read again; else set it aside, and have the laboratory send it with the time that it gave first.`,
});

const known = async ({ execution }: RecordingParts, id: string): Promise<KnownResult & { readonly others: readonly string[] }> => {
  const { state } = await load(execution.store, result, id);
  return state.phase === 'none'
    ? { id, versions: [], others: [] }
    : { id, versions: [state.current, ...state.earlier], others: state.otherSamples };
};
const isKnown = ({ versions }: KnownResult): boolean => versions.length > 0;

/** The first result under an order and code of a laboratory, under any record of the person, and the results of its other samples. */
const underTheOrder = async (parts: RecordingParts, ids: readonly string[]): Promise<readonly KnownResult[]> => {
  for (const id of ids) {
    const first = await known(parts, id);
    if (!isKnown(first)) continue;
    const others = await Promise.all(first.others.map((other) => known(parts, other)));
    return [first, ...others.filter(isKnown)];
  }
  return [];
};

const idsFor = ({ key }: RecordingParts, { trust, person }: Matched, found: { readonly feed: Feed; readonly key: ResultKey }) => {
  const { filler, code, subId, sampled } = found.key;
  return {
    ofSample: person.records.map((record) => keyedId(key, 'result', trust, record, found.feed.feed, filler, code, subId, sampled)),
    // Without an order number nothing but the time of the sample tells one result from another.
    ofOrder:
      filler === ''
        ? []
        : person.records.map((record) => keyedId(key, 'first result', trust, record, found.feed.feed, filler, code, subId)),
  };
};

// A result keeps the stream it was born with: after a merge the same result is found under any record of the person.
const placeFor = async (parts: RecordingParts, at: Matched, told: ReportToRecord): Promise<Place | undefined> => {
  const { ofSample, ofOrder } = idsFor(parts, at, { feed: told.feed, key: told.observation.key });
  for (const id of ofSample) if (isKnown(await known(parts, id))) return { id };
  const ownId = ofSample[0] ?? '';
  const others = await underTheOrder(parts, ofOrder);
  return others.length === 0 ? { id: ofOrder[0] ?? ownId } : placeBeside(others, ownId, told);
};
const placeBeside = (
  others: readonly KnownResult[],
  ownId: string,
  { observation, isFoundOut }: Pick<ReportToRecord, 'observation' | 'isFoundOut'>,
): Place | undefined => {
  const which = whichResult(others, observation.report);
  if (which.kind === 'known') return { id: which.id };
  return which.kind === 'another' || isFoundOut ? { id: ownId, ...present({ first: others[0]?.id }) } : undefined;
};

const contextOf = ({ message, feed }: ReportToRecord, { trust, person }: Matched): Omit<CommandContext, 'commandId'> => ({
  actor: { kind: 'feed', id: feed.feed, role: 'feed' },
  trust,
  patient: person.patient,
  correlationId: message.id,
  causationId: message.id,
});

/** Records what a laboratory said about one test of one sample, at one trust. Answers whether it was news, or why a person must look. */
export const recordReport = async (parts: RecordingParts, at: Matched, told: ReportToRecord): Promise<'news' | 'known' | Problem> => {
  const { message, observation, messageAt } = told;
  const { patient } = at.person;
  const place = await placeFor(parts, at, told);
  if (place === undefined) return unclear(at.trust, patient, observation);
  const { id, first } = place;
  const give = (about: string, command: ResultCommand, says: string) =>
    execute(parts.execution, result, {
      id: about,
      command,
      context: { ...contextOf(told, at), commandId: derivedId(message.id, says) },
    });
  if (first !== undefined && !observation.promotes) await give(first, { type: 'NoteAnotherSample', result: id }, `another sample ${id}`);
  const version = { messageAt, report: { ...observation.report, receipt: message.receipt, messageSha256: message.sha256 } };
  const outcome = await give(id, { type: 'RecordReport', patient, promotes: observation.promotes, version }, `report ${id}`);
  if (!outcome.accepted) throw new Error(`A report was refused: ${outcome.refusal}`);
  return outcome.events.length > 0 ? 'news' : 'known';
};
