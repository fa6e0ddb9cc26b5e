import { symptomWords, urgencyWords } from '../../patient-page/call-words.js';
import { formError, tooLong, type FormError, type Values } from '../form.js';

export const outcomes = {
  advised: 'Advice was given',
  'appointment-arranged': 'An appointment was arranged',
  'sent-to-emergency': 'The patient was sent to emergency care',
  'passed-on': 'Passed on to another service',
  'not-reached': 'Could not be reached',
  'not-needed': 'No call back was needed',
} as const;
const afterWhichAClinicianSees = ['appointment-arranged', 'sent-to-emergency'];

/** Is it about a new symptom, or for today? */
export const isGrave = ({ symptoms, urgency }: { readonly symptoms: readonly string[]; readonly urgency: string }): boolean =>
  symptoms.length > 0 || urgency !== 'three-days';
/** What somebody may end a call with: what would be refused is not offered. */
export const outcomesFor = (
  call: { readonly symptoms: readonly string[]; readonly urgency: string },
  isClinician: boolean,
): Readonly<Record<string, string>> =>
  isGrave(call) && !isClinician
    ? Object.fromEntries(Object.entries(outcomes).filter(([outcome]) => afterWhichAClinicianSees.includes(outcome)))
    : outcomes;

export const tries = {
  'no-answer': 'Nobody answered',
  engaged: 'The line was engaged',
  'message-left': 'A message was left',
  'number-wrong': 'The number was wrong',
} as const;

/** What is sent to record a call. */
export interface CallOrder {
  readonly caller: { readonly name: string; readonly phone?: string; readonly relation?: string };
  readonly about?: string;
  readonly said: string;
  readonly symptoms: readonly string[];
  readonly urgency: string;
  readonly settled?: { readonly outcome: string; readonly note: string };
}

const only = (name: string, value: string | undefined): object => ((value ?? '') === '' ? {} : { [name]: value });
const isSettled = (values: Values): boolean => values['settled'] === 'yes';

/** The call from what was typed and ticked. */
export const readCall = (values: Values, symptoms: readonly string[]): CallOrder => ({
  caller: { name: values['name'] ?? '', ...only('phone', values['phone']), ...only('relation', values['relation']) },
  ...only('about', values['about']),
  said: values['said'] ?? '',
  symptoms: symptoms.filter((symptom) => Object.hasOwn(symptomWords, symptom)),
  urgency: values['urgency'] ?? '',
  ...(isSettled(values) ? { settled: { outcome: values['outcome'] ?? '', note: values['note'] ?? '' } } : {}),
});

const missing = (field: string, value: string | undefined, text: string): readonly FormError[] =>
  (value ?? '') === '' ? [formError(field, text)] : [];

/** What is missing in the form about a call. */
export const errorsInCall = (values: Values, symptoms: readonly string[]): readonly FormError[] => [
  ...missing('name', values['name'], 'Enter who rang'),
  ...(isSettled(values) ? [] : missing('phone', values['phone'], 'Enter the number to ring back')),
  ...(symptoms.length === 0 ? missing('said', values['said'], 'Enter what was said, or tick what was told of') : []),
  ...tooLong('said', 'What was said', values['said'] ?? ''),
  ...(Object.hasOwn(urgencyWords, values['urgency'] ?? '') ? [] : [formError('urgency', 'Choose how soon to ring back')]),
  ...(isSettled(values) ? errorsInClosing(values) : []),
];

/** What is missing in the form that ends a call. */
export const errorsInClosing = (values: Values): readonly FormError[] => [
  ...(Object.hasOwn(outcomes, values['outcome'] ?? '') ? [] : [formError('outcome', 'Choose what became of the call')]),
  ...missing('note', values['note'], 'Enter what was said or arranged'),
  ...tooLong('note', 'What was said or arranged', values['note'] ?? ''),
];

/** What is missing in the form about a try. */
export const errorsInTry = (values: Values): readonly FormError[] => [
  ...(Object.hasOwn(tries, values['result'] ?? '') ? [] : [formError('result', 'Choose what happened')]),
  ...tooLong('tryNote', 'Your note', values['tryNote'] ?? ''),
];

const fields: Readonly<Record<string, string>> = {
  'caller-needed': 'name',
  'phone-needed': 'phone',
  'nothing-said': 'said',
  'emergency-symptom': 'urgency',
  'emergency-cannot-close': 'settled',
  'note-needed': 'note',
  'not-tried-enough': 'outcome',
  'unknown-cannot-close': 'outcome',
  'clinician-needed': 'outcome',
};
/** The field a refusal of the owner is about. */
export const fieldOf = (code: string, otherwise: string): string => fields[code] ?? otherwise;
