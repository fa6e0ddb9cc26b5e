import { waysToReach, type TextForm } from '@rms/nhs';
import type { ContactDetails } from '../../../copies/letter-paper.projection.js';
import { formError, type FormError, type Values } from '../../form.js';

type Field = keyof ContactDetails;
interface Asked {
  readonly field: Field;
  readonly name: string;
  readonly missing: string;
  readonly form?: TextForm;
}
const asked: readonly Asked[] = [
  { field: 'trustName', name: 'Name of the trust', missing: 'Enter the name of the trust' },
  { field: 'department', name: 'Department', missing: 'Enter the department' },
  { field: 'lines', name: 'Address', missing: 'Enter the address, without the postcode' },
  { field: 'postcode', name: 'Postcode', missing: waysToReach.postcode.says, form: waysToReach.postcode },
  { field: 'phone', name: 'Telephone', missing: waysToReach.phone.says, form: waysToReach.phone },
  { field: 'hours', name: 'When it is answered', missing: 'Enter when the telephone is answered' },
  { field: 'email', name: 'E-mail', missing: waysToReach.email.says, form: waysToReach.email },
  { field: 'signedBy', name: 'Signed by', missing: 'Enter who signs the letters' },
  { field: 'signedAs', name: 'Signed as', missing: 'Enter as what he or she signs' },
];
const mostLines = 6;
const mostCharacters = 200;

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const errorsIn = ({ field, name, missing, form }: Asked, text: string): readonly FormError[] => {
  if (text === '') return [formError(field, missing)];
  if (linesOf(text).some((line) => line.length > mostCharacters))
    return [formError(field, `${name} must be ${String(mostCharacters)} characters or fewer`)];
  return form === undefined || form.pattern.test(text) ? [] : [formError(field, form.says)];
};
const errorsInAddress = (lines: readonly string[]): readonly FormError[] =>
  lines.length > mostLines ? [formError('lines', `The address must be ${String(mostLines)} lines or fewer`)] : [];

/** Reads the form of contact details. A postcode is written in capitals with one space. */
export const readDetails = (values: Values): { readonly details: ContactDetails; readonly errors: readonly FormError[] } => {
  const said = (field: Field): string => (values[field] ?? '').trim();
  const postcode = said('postcode').toUpperCase().replace(/\s+/g, ' ');
  const lines = linesOf(said('lines'));
  const details: ContactDetails = {
    trustName: said('trustName'),
    department: said('department'),
    lines: [...lines],
    postcode,
    phone: said('phone'),
    hours: said('hours'),
    email: said('email'),
    signedBy: said('signedBy'),
    signedAs: said('signedAs'),
  };
  const texts = detailValues(details);
  return { details, errors: [...asked.flatMap((each) => errorsIn(each, texts[each.field] ?? '')), ...errorsInAddress(lines)] };
};

/** Contact details as the fields of their form. */
export const detailValues = ({ lines, ...details }: ContactDetails): Values => ({ ...details, lines: lines.join('\n') });

/** The form of a trust that has given none: its name is known. */
export const blankDetails = (trustName: string): Values => ({ trustName });

const shown = (details: ContactDetails, field: Field): string => {
  const value = details[field];
  return typeof value === 'string' ? value : value.join(', ');
};
/** One thing that letters print: what it is, and how it reads. */
export interface Printed {
  readonly name: string;
  readonly value: string;
}
/** Contact details in the order in which they are asked for. */
export const printedOf = (details: ContactDetails): readonly Printed[] =>
  asked.map(({ field, name }) => ({ name, value: shown(details, field) }));

/** What letters will print otherwise than until now. */
export const whatDiffers = (
  before: ContactDetails | undefined,
  after: ContactDetails,
): readonly { readonly name: string; readonly before: string; readonly after: string }[] =>
  asked
    .map(({ field, name }) => ({ name, before: before === undefined ? 'Nothing' : shown(before, field), after: shown(after, field) }))
    .filter((row) => row.before !== row.after);
