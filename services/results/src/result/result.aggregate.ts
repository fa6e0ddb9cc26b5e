import type { Report, ResultStatus } from '@rms/contracts';
import { accept, refuse, type Aggregate, type Decider, type Occurred, onlyShapes } from '@rms/event-sourcing/pure';
import { showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';

/** A report with what decides which of two is the later: the laboratory's status time, then status, then the message's own time. */
export interface Version {
  readonly report: Report;
  readonly messageAt: string;
}

export type ResultEvent =
  | { readonly type: 'ResultRecorded'; readonly patient: string; readonly version: Version }
  | { readonly type: 'ResultCorrected'; readonly version: Version }
  | { readonly type: 'ResultRetracted'; readonly patient: string; readonly version: Version }
  | { readonly type: 'EarlierReportArrived'; readonly version: Version }
  | { readonly type: 'AnotherSampleReported'; readonly result: string }
  | { readonly type: 'ResultReassigned'; readonly to: string; readonly from: string };
export type ResultCommand =
  | { readonly type: 'RecordReport'; readonly patient: string; readonly version: Version; readonly promotes: boolean }
  /** The laboratory has reported another sample under the same order and code: a result of its own, of which the first one knows. */
  | { readonly type: 'NoteAnotherSample'; readonly result: string }
  | { readonly type: 'ReassignResult'; readonly to: string };
export type ResultRefusal = 'nothing-to-promote' | 'no-such-result';
export type ResultState =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'reported';
      readonly patient: string;
      readonly current: Version;
      readonly earlier: readonly Version[];
      /** Results of other samples under the same order and code. */
      readonly otherSamples: readonly string[];
    };

// A preliminary word never replaces a final one, however late it is said: a value that somebody must look at would vanish.
// Of two reports of one status time the more final stands: a withdrawal outranks a correction, a correction the first report.
const ranks: Readonly<Record<ResultStatus, number>> = {
  preliminary: 0,
  'not-obtained': 1,
  final: 2,
  corrected: 3,
  deleted: 4,
  withdrawn: 5,
};
const orderOf = ({ report, messageAt }: Version): readonly string[] => [
  report.status === 'preliminary' ? '0' : '1',
  report.statusAt,
  String(ranks[report.status]),
  messageAt,
  report.value.raw,
];
const isLater = (a: Version, b: Version): boolean => {
  const [x, y] = [orderOf(a), orderOf(b)];
  const differing = x.findIndex((part, index) => part !== y[index]);
  return differing >= 0 && (x[differing] ?? '') > (y[differing] ?? '');
};
const says = ({ report }: Version): string =>
  JSON.stringify([report.statusAt, report.status, report.value, report.sampledAt ?? report.sampledOn]);
const isTakenBack = ({ report }: Version): boolean => report.status === 'withdrawn' || report.status === 'deleted';

const record = ({ patient, version, promotes }: Extract<ResultCommand, { readonly type: 'RecordReport' }>, state: ResultState) => {
  if (state.phase === 'none') {
    if (promotes) return refuse('nothing-to-promote');
    return accept<ResultEvent>(
      isTakenBack(version) ? { type: 'ResultRetracted', patient, version } : { type: 'ResultRecorded', patient, version },
    );
  }
  const told: Version = promotes ? { ...version, report: { ...version.report, value: state.current.report.value } } : version;
  if ([state.current, ...state.earlier].some((known) => says(known) === says(told))) return accept<ResultEvent>();
  if (!isLater(told, state.current)) return accept<ResultEvent>({ type: 'EarlierReportArrived', version: told });
  return accept<ResultEvent>(
    isTakenBack(told) ? { type: 'ResultRetracted', patient: state.patient, version: told } : { type: 'ResultCorrected', version: told },
  );
};

/** One result of one test of one sample, through all its reports. The latest by the laboratory's own time stands, whatever order they came in (INV-09). */
export const resultDecider: Decider<ResultState, ResultCommand, ResultEvent, ResultRefusal> = {
  initialState: { phase: 'none' },
  decide: (command, state) => {
    switch (command.type) {
      case 'RecordReport':
        return record(command, state);
      case 'NoteAnotherSample':
        if (state.phase === 'none') return refuse('no-such-result');
        return state.otherSamples.includes(command.result) ? accept() : accept({ type: 'AnotherSampleReported', result: command.result });
      case 'ReassignResult':
        if (state.phase === 'none') return refuse('no-such-result');
        return state.patient === command.to ? accept() : accept({ type: 'ResultReassigned', to: command.to, from: state.patient });
      default:
        return command satisfies never;
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'ResultRecorded':
        return { phase: 'reported', patient: event.patient, current: event.version, earlier: [], otherSamples: [] };
      case 'ResultRetracted':
        return state.phase === 'none'
          ? { phase: 'reported', patient: event.patient, current: event.version, earlier: [], otherSamples: [] }
          : { ...state, current: event.version, earlier: [...state.earlier, state.current] };
      case 'ResultCorrected':
        return state.phase === 'none' ? state : { ...state, current: event.version, earlier: [...state.earlier, state.current] };
      case 'EarlierReportArrived':
        return state.phase === 'none' ? state : { ...state, earlier: [...state.earlier, event.version] };
      case 'AnotherSampleReported':
        return state.phase === 'none' ? state : { ...state, otherSamples: [...state.otherSamples, event.result] };
      case 'ResultReassigned':
        return state.phase === 'none' ? state : { ...state, patient: event.to };
      case 'Erased':
        return state;
      default:
        return event satisfies never;
    }
  },
};

const schemas = {
  ResultRecorded: 1,
  ResultCorrected: 1,
  ResultRetracted: 1,
  EarlierReportArrived: 1,
  AnotherSampleReported: 1,
  ResultReassigned: 1,
} as const;
const occurred = (event: ResultEvent): Occurred | undefined => {
  if (event.type === 'ResultReassigned' || event.type === 'AnotherSampleReported') return undefined;
  const { report } = event.version;
  return report.sampledAt === undefined ? { on: report.sampledOn } : { at: report.sampledAt };
};

/**
 * `results.result-<keyed id of trust, patient, laboratory, filler number, code and sub-id>`, and of the time of the sample too where another
 * sample was reported first under that order, or there is no filler number.
 */
export const result: Aggregate<ResultState, ResultCommand, ResultEvent, ResultRefusal> = {
  service: 'results',
  name: 'result',
  decider: resultDecider,
  schemas,
  occurred,
  published: new Set(['ResultRecorded', 'ResultCorrected', 'ResultRetracted', 'ResultReassigned']),
  upcast: onlyShapes(schemas),
};

const sideWords = { left: ', left', right: ', right', both: ', left and right' } as const;
const valueWords = ({ value }: Report): string => {
  if (value.kind !== 'coded') return `${value.raw} ${value.unit}`;
  return `${value.code} ${value.text ?? ''}`.trim() + (value.side === undefined ? '' : sideWords[value.side]);
};
const shown = ({ report }: Version): string => `${report.codeText ?? report.code} ${valueWords(report)}`.trim();

export const resultSentences: Sentences<ResultEvent> = {
  ResultRecorded: (e) =>
    `${e.version.report.laboratory} reported ${shown(e.version)}, ${e.version.report.status}, from the sample of ${showDateText(e.version.report.sampledOn)}.`,
  ResultCorrected: (e) =>
    `${e.version.report.laboratory} reported anew: ${shown(e.version)}, ${e.version.report.status}, from the sample of ${showDateText(e.version.report.sampledOn)}.`,
  ResultRetracted: (e) =>
    `${e.version.report.laboratory} took back the result of the sample of ${showDateText(e.version.report.sampledOn)} (${e.version.report.status}).`,
  EarlierReportArrived: (e) => `An earlier report arrived late and changes nothing: ${shown(e.version)}, ${e.version.report.status}.`,
  AnotherSampleReported: () => 'The laboratory reported another sample under the same order.',
  ResultReassigned: () => 'The result moved to another record of the same patient, because records were merged.',
};

/** What each fact is: about the world, or done by people and the system. */
export const resultNatures: Natures<ResultEvent> = {
  ResultRecorded: 'observation',
  ResultCorrected: 'observation',
  ResultRetracted: 'observation',
  EarlierReportArrived: 'observation',
  AnotherSampleReported: 'act',
  ResultReassigned: 'act',
};
