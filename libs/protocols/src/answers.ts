import type { Conditions, Protocol, ProtocolTest } from './protocol.js';

/** Question → answer, as recorded at the start of a follow-up. */
export type Answers = Readonly<Record<string, string>>;

type Asking = Pick<Protocol, 'questions' | 'impossible'>;
const questionsOf = ({ questions = [] }: Asking) => questions;
export const holds = (conditions: Conditions, answers: Answers): boolean =>
  conditions.every(({ question, is }) => is.includes(answers[question] ?? ''));

/** Is a test planned for a patient with these answers? */
export const isPlanned = (test: Pick<ProtocolTest, 'onlyWhen'>, answers: Answers): boolean =>
  test.onlyWhen === undefined || holds(test.onlyWhen, answers);

/** The tests that a protocol plans for a patient with these answers. */
export const testsFor = (protocol: Pick<Protocol, 'tests'>, answers: Answers): readonly ProtocolTest[] =>
  protocol.tests.filter((test) => isPlanned(test, answers));

/** Every way in which a protocol's questions can be answered, the impossible ones left out. One empty way where it asks nothing. */
export const everyAnswer = (protocol: Asking): readonly Answers[] =>
  questionsOf(protocol)
    .reduce<readonly Answers[]>(
      (ways, { question, options }) => ways.flatMap((way) => options.map(({ answer }) => ({ ...way, [question]: answer }))),
      [{}],
    )
    .filter((answers) => impossibleWords(protocol, answers) === undefined);

/** What is said of answers that do not go together; `undefined` where they do. */
export const impossibleWords = ({ impossible = [] }: Asking, answers: Answers): string | undefined =>
  impossible.find(({ when }) => holds(when, answers))?.says;

/** Does every question of the protocol have one of its own answers, and nothing else? */
export const areAnswered = (protocol: Asking, answers: Answers): boolean => {
  const asked = questionsOf(protocol);
  const isComplete = asked.every(({ question, options }) => options.some(({ answer }) => answer === answers[question]));
  return isComplete && Object.keys(answers).every((name) => asked.some(({ question }) => question === name));
};

/** One answer with its words. */
export interface AnswerInWords {
  readonly question: string;
  readonly asks: string;
  readonly answer: string;
  readonly says: string;
}
/** The answers in the words of the protocol, in its order. */
export const answersInWords = (protocol: Asking, answers: Answers): readonly AnswerInWords[] =>
  questionsOf(protocol).flatMap(({ question, asks, options }) => {
    const chosen = options.find(({ answer }) => answer === answers[question]);
    return chosen === undefined ? [] : [{ question, asks, ...chosen }];
  });
