import type { Demographics } from '@rms/contracts';
import { ageOn, formatNhsNumber, parseCivilDate, showDate, type CivilDate } from '@rms/nhs';
import type { Banner } from './worklist/work-items.view.js';

export { showInstantText as instant } from '@rms/nhs';

export const civil = (text: string | undefined): CivilDate | undefined => (text === undefined ? undefined : parseCivilDate(text));
export const date = (text: string | undefined): string => {
  const read = civil(text);
  return read === undefined ? 'not known' : showDate(read);
};

const subjects: Readonly<Record<string, string>> = { male: 'he', female: 'she' };
const objects: Readonly<Record<string, string>> = { male: 'him', female: 'her' };
const possessives: Readonly<Record<string, string>> = { male: 'his', female: 'her' };
/** his, her, or the patient’s: from the record, never guessed. */
export const possessive = (sex: string): string => possessives[sex] ?? 'the patient’s';
/** he, she, or the patient. */
export const pronoun = (sex: string): string => subjects[sex] ?? 'the patient';
/** him, her, or this patient. */
export const objectPronoun = (sex: string): string => objects[sex] ?? 'this patient';
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
export const counted = (count: number, one: string, many = `${one}s`): string => `${String(count)} ${count === 1 ? one : many}`;

/** Words for a follow-up that is suspended, always with the date of its review (H18). */
export const suspendedWords = (reviewOn: string, today: string): string =>
  reviewOn < today ? `Suspended, review was due on ${date(reviewOn)}` : `Suspended, review on ${date(reviewOn)}`;

/** Until when nothing is asked for: from its date on, until a person has decided. */
export const untilWords = (reviewOn: string, today: string): string =>
  reviewOn <= today ? 'No test is asked for until somebody decides' : 'No test is asked for until then';

const sexes: Readonly<Record<string, string>> = { male: 'Male', female: 'Female', other: 'Other', unknown: 'Not known' };
const flagColours: Readonly<Record<string, string>> = { format: 'blue', contact: 'blue', support: 'blue', interpreter: 'blue' };

/** Identity as pages print it: family name in capitals, then given, then title; NHS number 3-3-4. */
export interface Identity {
  readonly patient: string;
  readonly name: string;
  readonly born: string;
  readonly age: string;
  readonly sex: string;
  readonly nhs: string;
  readonly died: string | undefined;
  readonly ageAtDeath: string;
  readonly flags: readonly { readonly text: string; readonly colour: string }[];
  readonly formal: string;
}

const nameOf = ({ family, given, title }: Banner): string =>
  `${family.toUpperCase()}${given === '' ? '' : `, ${given}`}${title === undefined ? '' : ` (${title})`}`;
const ageText = (born: CivilDate | undefined, on: CivilDate | undefined): string =>
  born === undefined || on === undefined ? 'not known' : String(ageOn(born, on));

export const identityOf = (banner: Banner, today: CivilDate): Identity => ({
  patient: banner.patient,
  name: nameOf(banner),
  born: date(banner.bornOn),
  age: ageText(civil(banner.bornOn), today),
  sex: sexes[banner.sex] ?? 'Not known',
  nhs: banner.nhsNumber === undefined ? 'not known' : formatNhsNumber(banner.nhsNumber),
  died: banner.died ? date(banner.diedOn) : undefined,
  ageAtDeath: ageText(civil(banner.bornOn), civil(banner.diedOn)),
  flags: [
    ...banner.suspendedUntil.map((reviewOn) => ({ text: suspendedWords(reviewOn, today), colour: 'orange' })),
    ...banner.needs.map((need) => ({ text: need.says, colour: flagColours[need.kind] ?? 'blue' })),
  ],
  formal: banner.title === undefined ? `${banner.given} ${banner.family}`.trim() : `${banner.title} ${banner.family}`,
});

/** An address on one line. */
export const addressWords = (address: Demographics['address']): string =>
  address === undefined ? 'None known' : [...address.lines, address.postcode].filter((part) => part !== undefined).join(', ');

/** What a sentence says before it cites its rule, protocol and source: for lists, where those stand one click away. */
export const findingIn = (sentence: string): string => sentence.split(' Rule: ')[0] ?? sentence;
