import { missedTestOf, sideWords, type MissedTest, type Protocol, type ProtocolTest } from '@rms/protocols';
import { counted } from '../../words.js';
import { ruleLines } from './rule-words.model.js';

type Source = Protocol['rules'][number]['source'];
export interface ProtocolModel {
  readonly tests: readonly {
    readonly name: string;
    readonly onlyWhen: readonly string[];
    readonly rows: readonly { readonly label: string; readonly opens: string; readonly overdue: string }[];
    readonly goesOn: string | undefined;
    readonly missed: MissedTest;
    readonly source: Source;
  }[];
  readonly rules: readonly { readonly name: string; readonly lines: readonly string[]; readonly source: Source }[];
  readonly questions: readonly { readonly asks: string; readonly options: readonly string[] }[];
  readonly ends: { readonly text: string; readonly source: Source } | undefined;
}

const conditionsOf = ({ onlyWhen = [] }: ProtocolTest, { questions = [] }: Protocol): readonly string[] =>
  onlyWhen.map(({ question, is }) => {
    const asked = questions.find((each) => each.question === question);
    const answers = is.map((answer) => asked?.options.find((option) => option.answer === answer)?.says ?? answer);
    return `${asked?.asks ?? question} ${answers.join(', or: ')}`;
  });

const goesOn = ({ thenEvery }: ProtocolTest): string | undefined =>
  thenEvery === undefined
    ? undefined
    : `Then every ${counted(thenEvery.months, 'month')} for as long as the patient is younger than ${String(thenEvery.whileYoungerThan)} on the day the test is due.`;

const testModel = (test: ProtocolTest, protocol: Protocol): ProtocolModel['tests'][number] => ({
  name: test.side === undefined ? test.name : `${test.name}, ${sideWords(test.side)}`,
  onlyWhen: conditionsOf(test, protocol),
  rows: test.at.map(({ label, opensDaysBefore }) => ({
    label,
    opens: opensDaysBefore === 0 ? 'the day' : `${counted(opensDaysBefore, 'day')} before`,
    overdue: counted(test.overdueAfterDays, 'day'),
  })),
  goesOn: goesOn(test),
  missed: missedTestOf(protocol, test.kind),
  source: test.source,
});

/** A protocol version in words: what is asked, what is planned, how results are read, how it ends, and the source of each figure. */
export const protocolModel = (protocol: Protocol): ProtocolModel => ({
  tests: protocol.tests.map((test) => testModel(test, protocol)),
  rules: protocol.rules.map((rule) => ({ name: rule.name, lines: ruleLines(rule), source: rule.source })),
  questions: (protocol.questions ?? []).map(({ asks, options }) => ({ asks, options: options.map(({ says }) => says) })),
  ends:
    protocol.closesAfter === undefined
      ? undefined
      : {
          text: `${counted(protocol.closesAfter.months, 'month')} after the ${protocol.anchorName.toLowerCase()}, and never before the last test is due, a clinician decides how follow-up ends.`,
          source: protocol.closesAfter.source,
        },
});
