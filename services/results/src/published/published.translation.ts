import { results as c, type Report } from '@rms/contracts';
import { idOfStream, type Fact } from '@rms/event-sourcing/pure';
import { quarantineOf, tellOfQuarantine } from '@rms/intake/pure';
import { publishes, say, type Published, type Said } from '@rms/messaging/pure';
import { result, type ResultEvent } from '../result/result.aggregate.js';

const translateResult = (e: ResultEvent, fact: Fact<ResultEvent>): Said | undefined => {
  const about = (report: Report) => ({ result: idOfStream(fact.stream), patient: fact.metadata['patient'] ?? '', report });
  switch (e.type) {
    case 'ResultRecorded':
      return say(c.resultRecorded, about(e.version.report));
    case 'ResultCorrected':
      return say(c.resultCorrected, about(e.version.report));
    case 'ResultRetracted':
      return say(c.resultRetracted, about(e.version.report));
    case 'ResultReassigned':
      return say(c.resultReassigned, { result: idOfStream(fact.stream), patient: e.to, from: e.from });
    case 'EarlierReportArrived':
    case 'AnotherSampleReported':
      return undefined;
    default:
      return e satisfies never;
  }
};

export const resultsPublishes: readonly Published[] = [
  publishes(result, translateResult),
  publishes(quarantineOf('results'), tellOfQuarantine({ held: c.resultsMessageQuarantined, settled: c.resultsQuarantineSettled })),
];
