import { isLimitRule, type Protocol } from '@rms/protocols';
import { formError, tooLong, type FormError, type Values } from '../form.js';

const decisions = ['read-again', 'set-aside'];
const mapping = 'map-';

/** A test that a laboratory's code can be said to mean, and how its values are read. */
export interface Mappable {
  readonly analyte: string;
  readonly name: string;
  readonly reads: 'quantity' | 'coded';
}
/** The tests that the signed protocols read, once each. */
export const mappableIn = (protocols: readonly Pick<Protocol, 'rules'>[]): readonly Mappable[] => {
  const all = protocols.flatMap(({ rules }) =>
    rules.map((rule): Mappable => ({ analyte: rule.analyte, name: rule.shortName, reads: isLimitRule(rule) ? 'quantity' : 'coded' })),
  );
  return all.filter((one, index) => all.findIndex((other) => other.analyte === one.analyte) === index);
};
/** The field's value that says that a code means a test. */
export const saysItIs = ({ analyte }: Mappable): string => `${mapping}${analyte}`;
/** The test that somebody said a code means; `undefined` for any other decision. */
export const mappedIn = (values: Values, mappable: readonly Mappable[]): Mappable | undefined =>
  mappable.find((one) => saysItIs(one) === values['decision']);

/** What is missing in the form about a message that waits. */
export const errorsInSettlement = (values: Values, mappable: readonly Mappable[]): readonly FormError[] => [
  ...(decisions.includes(values['decision'] ?? '') || mappedIn(values, mappable) !== undefined
    ? []
    : [formError('decision', 'Choose what to do with the message')]),
  ...((values['reason'] ?? '') === '' ? [formError('reason', 'Enter your reason')] : []),
  ...tooLong('reason', 'Your reason', values['reason'] ?? ''),
];
