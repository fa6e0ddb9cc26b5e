import type { Demographics } from '@rms/contracts';
import { daysBetween, londonDateOf, parseInstant, type CivilDate } from '@rms/nhs';
import type { Channel, HoldReason, News } from '../letter/letter.facts.js';
import type { PatientKnown } from './known-facts.reading.js';

/** Where a letter goes, as it stands on the envelope, and how. */
export interface Destination {
  readonly channel: Channel;
  readonly to: readonly string[];
  readonly reach?: string;
}
export interface Obstacle {
  readonly why: HoldReason;
  readonly sentence: string;
}
export const isObstacle = (found: Destination | Obstacle): found is Obstacle => 'why' in found;

/** "Mr George Allan" */
export const fullName = ({ name }: Demographics): string =>
  [name.title, name.given, name.family].filter((part) => part !== undefined && part !== '').join(' ');
/** "Mr Allan"; without a title the whole name, so that nobody is addressed as what he may not be. */
export const formalName = (demographics: Demographics): string =>
  demographics.name.title === undefined ? fullName(demographics) : `${demographics.name.title} ${demographics.name.family}`;

const postcode = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i;
// ZZ99 3VZ is the NHS’s code for somebody without a fixed address; other ZZ99 codes are for places abroad and unknown ones.
const nowhere = /^ZZ99 ?\d/i;
const noFixedAbode = /no fixed (abode|address)|not known|unknown/i;

/** Whether the post can bring something to an address: lines, a postcode in the shape of one, and a home at all. */
export const addressObstacle = ({ address }: Demographics): Obstacle | undefined => {
  if (address === undefined || address.lines.length === 0)
    return { why: 'address-missing', sentence: 'No address is on record, or it may not be shown. Find out how to reach the patient.' };
  const { lines, postcode: code = '' } = address;
  if (!postcode.test(code.trim()) || nowhere.test(code.trim()))
    return { why: 'address-unusable', sentence: `The address has no usable postcode (“${code}”). Find out where the patient lives.` };
  return lines.some((line) => noFixedAbode.test(line))
    ? { why: 'address-unusable', sentence: 'The patient has no fixed address. Find out how to bring the news.' }
    : undefined;
};

/** How long ago a sender last gave or confirmed the address, in days; `undefined` when that is not known. */
export const daysSinceConfirmed = ({ confirmedAt }: PatientKnown, today: string): number | undefined => {
  const at = parseInstant(confirmedAt);
  return at === undefined ? undefined : daysBetween(londonDateOf(at), today as CivilDate);
};

/** The place in an address as it was printed, without the name: the same however it is spaced and in capitals or not. */
export const placeOf = (to: readonly string[]): string =>
  to
    .slice(1)
    .map((line) => line.replace(/\s+/g, ' ').trim().toLowerCase())
    .filter((line) => line !== '')
    .join(', ');

const byPost = (demographics: Demographics): Destination | Obstacle => {
  const obstacle = addressObstacle(demographics);
  if (obstacle !== undefined) return obstacle;
  const { lines = [], postcode: code = '' } = demographics.address ?? {};
  return { channel: 'post', to: [fullName(demographics), ...lines, code] };
};

const mobile = /^(\+44|0)7\d{9}$/;
/** The second reminder goes another way than the first: as a text message, where he has a mobile phone and no wish about how to be contacted. */
const anotherWay = ({ phone = '', needs, name }: Demographics): Destination | Obstacle => {
  const digits = phone.replace(/[\s-]/g, '');
  const refused = needs.some((need) => need.kind === 'contact');
  return mobile.test(digits) && !refused
    ? { channel: 'sms', to: [[name.given, name.family].join(' '), digits], reach: digits }
    : {
        why: 'no-way-to-reach',
        sentence: `The second reminder goes another way than by post, and ${refused ? 'it is recorded how the patient wishes to be contacted' : 'no mobile phone is on record'}. Ring the patient${phone === '' ? '' : ` on ${phone}`}.`,
      };
};

/** Practices that have closed: a letter to one of them reaches nobody. */
export type ClosedPractices = ReadonlySet<string>;
const toThePractice = ({ gpPractice }: Demographics, closed: ClosedPractices): Destination | Obstacle => {
  const { ods, name } = gpPractice ?? {};
  if (ods === undefined || name === undefined)
    return {
      why: 'practice-missing',
      sentence: 'No GP practice with name and code is on record. Find out which practice the patient is with.',
    };
  return closed.has(ods)
    ? { why: 'practice-closed', sentence: `${name} (${ods}) has closed. Find out which practice the patient is with now.` }
    : { channel: 'gp-mailbox', to: [name, `Practice ${ods}`], reach: ods };
};

// What does not fit the window of an envelope reaches nobody, and what is longer still can be neither stored nor told.
const fitsTheWindow = 100;
const tooLong = ({ to, channel }: Destination): Obstacle | undefined => {
  const at = to.findIndex((line) => line.length > fitsTheWindow);
  const field = at === 0 ? `name of the ${channel === 'gp-mailbox' ? 'practice' : 'patient'}` : `address, in line ${String(at)},`;
  return at < 0
    ? undefined
    : {
        why: 'cannot-be-written',
        sentence: `The ${field} is too long for a letter: it has ${String(to[at]?.length)} characters and may have ${String(fitsTheWindow)}. Have it put right where it comes from.`,
      };
};

/** To whom and how a letter goes by what is known of the patient, or what stands in the way. */
export const destinationOf = (
  news: Pick<News, 'to' | 'about'>,
  demographics: Demographics,
  closed: ClosedPractices,
): Destination | Obstacle => {
  const patientBy = news.about === 'test-missed-again' ? anotherWay : byPost;
  const destination = news.to === 'gp' ? toThePractice(demographics, closed) : patientBy(demographics);
  return isObstacle(destination) ? destination : (tooLong(destination) ?? destination);
};
