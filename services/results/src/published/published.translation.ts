import { results as c, type Report } from '@rms/contracts';
import { idOfStream, type Fact } from '@rms/event-sourcing/pure';
import { quarantineOf, type QuarantineEvent } from '@rms/intake/pure';
import { publishes, type Published } from '@rms/messaging/pure';
import { result, type ResultEvent } from '../result/result.aggregate.js';

type Said = { readonly type: string; readonly data: unknown };
const say = (contract: { readonly type: string; readonly data: { parse: (data: unknown) => unknown } }, data: unknown): Said => ({
  type: contract.type,
  data: contract.data.parse(data),
});

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
      return undefined;
    default:
      return e satisfies never;
  }
};

const translateQuarantine = (e: QuarantineEvent, fact: Fact<QuarantineEvent>): Said | undefined => {
  const { type, ...content } = e;
  switch (type) {
    case 'MessageQuarantined':
      return say(c.resultsMessageQuarantined, { problem: idOfStream(fact.stream), ...content });
    case 'QuarantineSettled':
      return say(c.resultsQuarantineSettled, { problem: idOfStream(fact.stream), ...content });
    case 'MessageHeldToo':
      return undefined;
    default:
      return type satisfies never;
  }
};

export const resultsPublishes: readonly Published[] = [
  publishes(result, translateResult),
  publishes(quarantineOf('results'), translateQuarantine),
];
