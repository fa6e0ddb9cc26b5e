import { answersInWords, isLimitRule, type LimitRule, type Rule } from '@rms/protocols';
import { capital, date } from '../../words.js';
import { limitOfRule, ruleLines } from '../protocol/rule-words.model.js';
import { answerField } from './start-form.model.js';
import type { StartAnswers } from './start.reading.js';

/** The answers that depend on the protocol, in words, before a follow-up is started. */
export interface StartCheck {
  readonly answered: readonly { readonly asks: string; readonly says: string; readonly field: string }[];
  readonly limits: readonly { readonly name: string; readonly text: string }[];
  readonly rules: readonly { readonly name: string; readonly rule: string; readonly lines: readonly string[] }[];
}

const limitText = (rule: LimitRule, { personalLimit }: StartAnswers): string => {
  if (personalLimit === undefined) return `${capital(limitOfRule(rule))}, the protocol’s, confirmed by a second result`;
  const { value, unit, agreedBy, untilOn, because } = personalLimit;
  const until = untilOn === undefined ? '' : `, until ${date(untilOn)}`;
  return `${String(value)} ${unit}, this patient’s own. Agreed by ${agreedBy}${until}. ${because}`;
};
const limitRow = (rule: Rule, start: StartAnswers): StartCheck['limits'] =>
  isLimitRule(rule) ? [{ name: `${rule.shortName} limit`, text: limitText(rule, start) }] : [];

export const startCheckOf = (start: StartAnswers): StartCheck => {
  const { protocol, answers } = start;
  return {
    answered: answersInWords(protocol, answers).map(({ question, asks, says }) => ({ asks, says, field: answerField(protocol, question) })),
    limits: protocol.rules.flatMap((rule) => limitRow(rule, start)),
    rules: protocol.rules.map((rule) => ({ name: rule.shortName, rule: rule.name, lines: ruleLines(rule) })),
  };
};
