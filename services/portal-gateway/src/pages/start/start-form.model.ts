import { isLimitRule, type Protocol } from '@rms/protocols';
import { limitOfRule } from '../protocol/rule-words.model.js';

/** The name of the field with the answer to a question of a protocol: no two protocols share one. */
export const answerField = ({ name }: Pick<Protocol, 'name'>, question: string): string => `${name}-${question}`;

interface Signed {
  readonly protocol: Protocol;
  readonly by: string;
  readonly on: string;
}
export interface OfferedProtocol {
  readonly value: string;
  readonly text: string;
  readonly hint: string;
  readonly questions: readonly {
    readonly field: string;
    readonly asks: string;
    readonly options: readonly { readonly value: string; readonly text: string }[];
  }[];
}
/** What the form to start a follow-up offers: each signed protocol with its own questions, and words that are true of all of them. */
export interface StartForm {
  readonly protocols: readonly OfferedProtocol[];
  readonly anchorHint: string;
  /** Limits of the protocols that have one, and their units; empty where none measures anything. */
  readonly limits: readonly string[];
  readonly units: readonly string[];
}

const once = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
const inside = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

const offered = ({ protocol, by, on }: Signed): OfferedProtocol => ({
  value: protocol.protocol,
  text: protocol.title,
  hint: `Version ${String(protocol.version)}, signed by ${by} on ${on}. Counted from the ${inside(protocol.anchorName)}.${protocol.rules.map(({ name }) => ` Rule: ${name}.`).join('')}`,
  questions: (protocol.questions ?? []).map(({ question, asks, options }) => ({
    field: answerField(protocol, question),
    asks,
    options: options.map(({ answer, says }) => ({ value: answer, text: says })),
  })),
});

/** The form's offers, in order of their titles. */
export const startFormOf = (signed: readonly Signed[]): StartForm => {
  const inOrder = [...signed].sort((a, b) => (a.protocol.title < b.protocol.title ? -1 : 1));
  const limited = inOrder.flatMap(({ protocol }) => protocol.rules.filter(isLimitRule).map((rule) => ({ protocol, rule })));
  return {
    protocols: inOrder.map(offered),
    anchorHint: `${once(inOrder.map(({ protocol }) => protocol.anchorName))
      .map((name, index) => (index === 0 ? name : inside(name)))
      .join(' or ')}, as the protocol says. All test dates are counted from here. For example, 20 1 2026`,
    limits: limited.map(({ protocol, rule }) => `${protocol.title}: ${limitOfRule(rule)}`),
    units: once(limited.map(({ rule }) => rule.unit)),
  };
};
