import { identifiersOf, type ParsedMessage, type Segment } from '@rms/hl7/pure';
import {
  clipped,
  dateFrom,
  hasTimeOfDay,
  instantFrom,
  likenessOf,
  usableIdentifiers,
  type Arrived,
  type Feed,
  type Identifier,
  type Likeness,
} from '@rms/intake/pure';
import { londonDateOf, present, type CivilDate, type Instant } from '@rms/nhs';
import type { AppointmentAct } from '../appointment/appointment.aggregate.js';
import { isStillToCome } from './times-to-come.js';

/** What a message says about one appointment. */
export interface SiuReading {
  readonly act: AppointmentAct;
  readonly asOf: Instant;
  /** The number of the appointment and who gave it. */
  readonly appointment: Identifier | undefined;
  readonly on: CivilDate | undefined;
  readonly what?: string;
  readonly analyte?: string;
  readonly identifiers: readonly Identifier[];
  readonly likeness: Likeness;
  /** Why a person must look before anything is recorded. */
  readonly problem?: { readonly rule: string; readonly sentence: string };
}

const acts: Readonly<Record<string, AppointmentAct>> = { S12: 'book', S13: 'book', S14: 'book', S15: 'cancel', S17: 'cancel', S26: 'miss' };
/** What a trigger asks for; `undefined` for those that are not used. */
export const actOfSiu = (trigger: string): AppointmentAct | undefined => acts[trigger];

// HL7 table 0278, where a changed appointment says more than its trigger.
const statuses: Readonly<Record<string, AppointmentAct>> = { NOSHOW: 'miss', CANCELLED: 'cancel', DELETED: 'cancel', DC: 'cancel' };
const actIn = (message: ParsedMessage, sch: Segment): AppointmentAct | undefined => {
  const act = actOfSiu(message.route.trigger);
  return act === 'book' ? (statuses[sch.code(25)] ?? act) : act;
};

const numberIn = (sch: Segment, feed: Feed): Identifier | undefined => {
  const field = [2, 1].find((n) => sch.text(n) !== '');
  if (field === undefined) return undefined;
  const authority = sch.text(field, 2);
  return { authority: authority === '' ? `feed ${feed.feed}` : authority, id: sch.text(field) };
};

const startIn = (message: ParsedMessage, sch: Segment, zone: string): CivilDate | undefined => {
  const text = [sch.text(11, 4), message.first('AIS')?.text(4) ?? ''].find((each) => each !== '') ?? '';
  const at = hasTimeOfDay(text) ? instantFrom(text, zone) : undefined;
  return at === undefined ? dateFrom(text) : londonDateOf(at);
};

interface Purpose {
  readonly code: string;
  readonly text: string;
  readonly system: string;
}
const purposesIn = (message: ParsedMessage, sch: Segment): readonly Purpose[] =>
  [
    ...message.segments('AIS').map((ais) => ({ code: ais.text(3), text: ais.text(3, 2), system: ais.text(3, 3) })),
    ...[7, 8].map((n) => ({ code: sch.text(n), text: sch.text(n, 2), system: sch.text(n, 3) })),
  ].filter(({ code, text }) => code !== '' || text !== '');

const analyteOf = (purposes: readonly Purpose[], { codes }: Feed): string | undefined =>
  purposes
    .flatMap(({ code, system }) => codes.filter((one) => one.code === code && (one.system === undefined || one.system === system)))
    .find(({ analyte }) => analyte !== undefined)?.analyte;

const mostCharacters = 500;
const wordsOf = ([first]: readonly Purpose[]): string | undefined =>
  first === undefined ? undefined : clipped(first.text === '' ? first.code : first.text, mostCharacters);

type Unchecked = Omit<SiuReading, 'problem'>;
const problemOf = ({ appointment, on, identifiers, asOf }: Unchecked, receivedAt: string): SiuReading['problem'] => {
  if (identifiers.length === 0)
    return { rule: 'no-usable-identifier', sentence: 'The message names no NHS number and no local number of the patient.' };
  if (appointment === undefined)
    return { rule: 'appointment-number-missing', sentence: 'The message gives no number of the appointment (SCH-1, SCH-2).' };
  if (on === undefined)
    return {
      rule: 'appointment-date-unreadable',
      sentence: 'The message gives no date of the appointment that can be read (SCH-11, AIS-4).',
    };
  return isStillToCome(londonDateOf(asOf), receivedAt)
    ? { rule: 'message-time-in-the-future', sentence: 'The time of the message (MSH-7) is still to come.' }
    : undefined;
};

/** Reads a SIU by its feed's agreement. `undefined` where there is no PID, no SCH or no time can be put on what it says. */
export const readSiu = (
  message: ParsedMessage,
  { bytes, receivedAt }: Pick<Arrived, 'bytes' | 'receivedAt'>,
  feed: Feed,
): SiuReading | undefined => {
  const [pid, sch, asOf] = [message.first('PID'), message.first('SCH'), instantFrom(message.route.sentAt, feed.zone)];
  if (pid === undefined || sch === undefined || asOf === undefined) return undefined;
  const act = actIn(message, sch);
  if (act === undefined) return undefined;
  const own = usableIdentifiers(identifiersOf(bytes, message.route), feed.feed);
  const purposes = purposesIn(message, sch);
  const read: Unchecked = {
    act,
    asOf,
    appointment: numberIn(sch, feed),
    on: startIn(message, sch, feed.zone),
    identifiers: own.identifiers,
    likeness: likenessOf(pid),
    ...present({ what: wordsOf(purposes), analyte: analyteOf(purposes, feed) }),
  };
  return { ...read, ...present({ problem: own.problems[0] ?? problemOf(read, receivedAt) }) };
};
