import { date, instant } from '../words.js';
import type { Since } from './since.projection.js';
import { resultName } from './state-words.js';

// A report that only says the same value with more certainty corrects nothing.
const valueWords = ({ was, now }: Since): string => {
  const [before, after] = [was?.report, now?.report];
  if (before === undefined || after === undefined) return 'said otherwise';
  return before.value.raw === after.value.raw
    ? `said it was ${after.status}`
    : `corrected it from ${before.value.raw} to ${after.value.raw}`;
};

/** What became of a result, in a sentence without its name: "The laboratory corrected it on …". */
export const sinceWords = (since: Since): string => {
  const on = instant(since.at);
  switch (since.kind) {
    case 'corrected':
      return `The laboratory ${valueWords(since)} on ${on}`;
    case 'taken-back':
      return `The laboratory took it back on ${on}`;
    case 'came-later':
      return `The sample was taken on ${date(since.now?.report.sampledOn)}, and we were told on ${on}`;
    case 'another-patient':
      return since.at === '' ? 'It was filed to another patient' : `It was filed to another patient on ${on}`;
    case 'another-record':
      return since.at === ''
        ? 'It lay under another record of the same patient'
        : `It lay under another record of the same patient until ${on}`;
    default:
      return since.kind satisfies never;
  }
};

/** How a result is named when something is said of it. */
export const nameIn = (since: Since): string => {
  const report = (since.now ?? since.was)?.report;
  return report === undefined ? 'a result' : resultName(report);
};
