import type { Demographics } from '@rms/contracts';
import { identifiersOf, mergedIdentifiersOf, type ParsedMessage, type Segment } from '@rms/hl7/pure';
import {
  dateFrom,
  instantFrom,
  likenessOf,
  sexFrom,
  usableIdentifiers,
  type Arrived,
  type Feed,
  type Identifier,
  type Likeness,
} from '@rms/intake/pure';
import { londonDateOf, present, type CivilDate, type Instant } from '@rms/nhs';
import type { Said, Supplied } from '../patient/patient.facts.js';
import { isStillToCome } from './times-to-come.js';

/** What an ADT asks for. */
export type AdtAct = 'register' | 'correct' | 'merge' | 'none';

export interface AdtReading {
  readonly act: AdtAct;
  readonly supplied: Supplied;
  /** Numbers that MRG-1 retires. */
  readonly retiring: readonly Identifier[];
  readonly likeness: Likeness;
  /** Why a person must look before anything is recorded. */
  readonly problem?: { readonly rule: string; readonly sentence: string };
}

const acts: Readonly<Record<string, AdtAct>> = { A28: 'register', A31: 'correct', A08: 'correct', A40: 'merge' };
export const actOf = (trigger: string): AdtAct => acts[trigger] ?? 'none';

type FieldLike = ReturnType<Segment['field']>;
/** A field's value by HL7's rule: empty says nothing, `""` says remove, else what was sent. */
const spoken = <V>(field: FieldLike, read: () => V): V | null | undefined =>
  field.state === 'absent' ? undefined : field.state === 'delete' ? null : read();

const nameFrom = (pid: Segment): Demographics['name'] | undefined => {
  const [family, given, title] = [pid.text(5, 1), [pid.text(5, 2), pid.text(5, 3)].filter((part) => part !== '').join(' '), pid.text(5, 5)];
  return family === '' ? undefined : { family, given, ...(title === '' ? {} : { title }) };
};

const addressFrom = (pid: Segment): NonNullable<Demographics['address']> => {
  const postcode = pid.text(11, 5);
  return { lines: [1, 2, 8, 3, 4].map((n) => pid.text(11, n)).filter((line) => line !== ''), ...(postcode === '' ? {} : { postcode }) };
};

const practiceFrom = (pd1: Segment | undefined): NonNullable<Demographics['gpPractice']> | null | undefined => {
  const field = pd1?.field(3);
  if (pd1 === undefined || field === undefined) return undefined;
  return spoken(field, () => {
    const [name, ods] = [pd1.text(3, 1), pd1.text(3, 10) || pd1.text(3, 3)];
    return { ...(ods === '' ? {} : { ods }), ...(name === '' ? {} : { name }) };
  });
};

const needKinds: Readonly<Record<string, Demographics['needs'][number]['kind']>> = {
  FORMAT: 'format',
  CONTACT: 'contact',
  SUPPORT: 'support',
  INTERPRETER: 'interpreter',
};

/** Accessible information needs, as this project's ADT profile has them: `OBX||CWE|AIS^…^DAPB1605||<FORMAT|CONTACT|SUPPORT|INTERPRETER>^<in words>`. */
const needsFrom = (message: ParsedMessage): Demographics['needs'] | undefined => {
  const needs = message.segments('OBX').filter((obx) => obx.code(3) === 'AIS');
  if (needs.length === 0) return undefined;
  return needs.flatMap((obx) => {
    const kind = needKinds[obx.code(5)];
    const says = obx.text(5, 2);
    return kind === undefined || says === '' ? [] : [{ kind, says }];
  });
};

const dayOf = (time: string, zone: string): CivilDate | undefined => {
  const at = instantFrom(time, zone);
  return dateFrom(time) ?? (at === undefined ? undefined : londonDateOf(at));
};

const deathFrom = (pid: Segment, zone: string): Said['death'] | undefined => {
  const [indicator, time] = [pid.field(30), pid.text(29)];
  if (indicator.state === 'absent' && time === '') return undefined;
  if (indicator.state === 'delete' || pid.code(30) === 'N') return { died: false };
  const diedOn = dayOf(time, zone);
  // "Unknown" is no death: only Y says so, or a date.
  return pid.code(30) === 'Y' || diedOn !== undefined ? { died: true, ...present({ diedOn }) } : undefined;
};

const saidIn = (message: ParsedMessage, pid: Segment, feed: Feed): Said =>
  present({
    name: nameFrom(pid),
    bornOn: dateFrom(pid.text(7)),
    sex: sexFrom(pid.code(8)),
    address: spoken(pid.field(11), () => addressFrom(pid)),
    phone: spoken(pid.field(13), () => pid.text(13, 1) || pid.text(13, 12)),
    gpPractice: practiceFrom(message.first('PD1')),
    needs: needsFrom(message),
    death: deathFrom(pid, feed.zone),
  });

interface ReadSoFar {
  readonly pid: Segment;
  readonly identifiers: readonly Identifier[];
  readonly receivedAt: string;
  readonly asOf: Instant;
}
const problemOfTime = (said: Said, { receivedAt, asOf }: ReadSoFar): AdtReading['problem'] => {
  if (isStillToCome(londonDateOf(asOf), receivedAt))
    return { rule: 'message-time-in-the-future', sentence: 'The time of the message (EVN-2, MSH-7) is still to come.' };
  return isStillToCome(said.death?.diedOn, receivedAt)
    ? { rule: 'death-in-the-future', sentence: 'The date of death (PID-29) is still to come.' }
    : undefined;
};
const problemOfANewPatient = (said: Said): AdtReading['problem'] => {
  if (said.name === undefined) return { rule: 'name-missing', sentence: 'A patient cannot be registered without a family name (PID-5).' };
  return said.bornOn === undefined
    ? { rule: 'birth-date-missing', sentence: 'A patient cannot be registered without a date of birth (PID-7).' }
    : undefined;
};

const problemOf = (act: AdtAct, said: Said, read: ReadSoFar): AdtReading['problem'] => {
  if (read.identifiers.length === 0)
    return { rule: 'no-usable-identifier', sentence: 'The message names no NHS number and no local number of the patient.' };
  if (read.pid.text(7) !== '' && said.bornOn === undefined)
    return { rule: 'birth-date-unreadable', sentence: 'The date of birth (PID-7) is not a date.' };
  return problemOfTime(said, read) ?? (act === 'register' ? problemOfANewPatient(said) : undefined);
};

// The first time that can be: what comes from the future would stand above everything that comes after it.
const asOfWhen = (told: readonly string[], receivedAt: string, zone: string): Instant | undefined => {
  const times = told.flatMap((text) => instantFrom(text, zone) ?? []);
  return times.find((time) => !isStillToCome(londonDateOf(time), receivedAt)) ?? times[0];
};

/** Reads an ADT by its feed's agreement. `undefined` where there is no PID or no time can be put on what it says. */
export const readAdt = (
  message: ParsedMessage,
  { bytes, receivedAt }: Pick<Arrived, 'bytes' | 'receivedAt'>,
  feed: Feed,
): AdtReading | undefined => {
  const pid = message.first('PID');
  const evn = message.first('EVN');
  const asOf = asOfWhen([evn?.text(2) ?? '', message.route.sentAt], receivedAt, feed.zone);
  if (pid === undefined || asOf === undefined) return undefined;
  const act = actOf(message.route.trigger);
  const own = usableIdentifiers(identifiersOf(bytes, message.route), feed.feed);
  const merged = usableIdentifiers(mergedIdentifiersOf(bytes, message.route), feed.feed);
  const said = saidIn(message, pid, feed);
  const problem = own.problems[0] ?? problemOf(act, said, { pid, identifiers: own.identifiers, receivedAt, asOf });
  return {
    act,
    supplied: { asOf, said, identifiers: own.identifiers, retires: [] },
    retiring: merged.identifiers,
    likeness: likenessOf(pid),
    ...present({ problem }),
  };
};
