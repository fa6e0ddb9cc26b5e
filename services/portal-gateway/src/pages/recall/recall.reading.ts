import { dateTyped, errorsInDate, formError, tooLong, type FormError, type Values } from '../form.js';

const outcomes = ['seen', 'not-needed', 'patient-declined'];

const errorInWhat = (what: string): readonly FormError[] =>
  what === 'booked' || outcomes.includes(what) ? [] : [formError('what', 'Choose what happened')];
const errorInDate = (what: string, values: Values): readonly FormError[] =>
  what === 'booked' ? errorsInDate(values, 'on', 'the clinic date') : [];
const errorInNote = (note: string): readonly FormError[] =>
  note === '' ? [formError('note', 'Enter a note: who was spoken to, or what was decided')] : tooLong('note', 'The note', note);

/** What is missing in the form about a recall. */
export const errorsInRecall = (values: Values): readonly FormError[] => {
  const { what = '', note = '' } = values;
  return [...errorInWhat(what), ...errorInDate(what, values), ...errorInNote(note)];
};

/** What became of a recall, as its owner is told of it. */
export interface RecallNews {
  readonly fact: 'booking' | 'outcome';
  readonly body: { readonly seen: number; readonly note: string; readonly on?: string; readonly outcome?: string };
  readonly recorded: string;
}

/** Reads a form without errors: a booked day, or the outcome with which the recall comes to its end. */
export const readRecall = (values: Values): RecallNews => {
  const { what = '', note = '' } = values;
  const said = { seen: Number(values['seen']), note };
  return what === 'booked'
    ? { fact: 'booking', body: { ...said, on: dateTyped(values, 'on') }, recorded: 'The clinic date is recorded.' }
    : { fact: 'outcome', body: { ...said, outcome: what }, recorded: 'The outcome is recorded.' };
};
