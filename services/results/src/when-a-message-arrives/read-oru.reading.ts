import type { Report, ReportedValue } from '@rms/contracts';
import { observationGroups, type ObservationGroup, type ParsedMessage, type Segment } from '@rms/hl7/pure';
import { clipped, dateFrom, hasTimeOfDay, instantFrom, type Feed } from '@rms/intake/pure';
import { addDays, londonDateOf, present, showDate, type CivilDate, type Instant } from '@rms/nhs';
import { codedValueOf, statusOf, valueOf } from './observation-value.reading.js';
import { sideIn } from './side.reading.js';

/** What identifies a result besides patient and laboratory: filler number, code, sub-id and when the sample was taken. */
export interface ResultKey {
  readonly filler: string;
  readonly code: string;
  readonly subId: string;
  readonly sampled: string;
}
export interface ReadObservation {
  readonly key: ResultKey;
  readonly report: Omit<Report, 'receipt' | 'messageSha256'>;
  readonly promotes: boolean;
}
export interface OruProblem {
  readonly rule: string;
  readonly sentence: string;
  readonly sharedKey?: string;
}
export interface OruReading {
  readonly observations: readonly ReadObservation[];
  readonly problems: readonly OruProblem[];
  readonly messageAt: string;
}

type Meaning = Feed['codes'][number];
const meaningOf = (obx: Segment, feed: Feed): Meaning | undefined => {
  const names = [
    [obx.text(3, 1), obx.text(3, 3)],
    [obx.text(3, 4), obx.text(3, 6)],
  ] as const;
  return names.flatMap(([code, system]) =>
    feed.codes.filter((one) => one.code === code && code !== '' && (one.system === undefined || one.system === system)),
  )[0];
};

interface Place {
  readonly group: ObservationGroup;
  readonly obx: Segment;
  readonly feed: Feed;
  readonly messageAt: Instant;
  readonly receivedOn: CivilDate;
}

const sampledIn = ({ group, obx, feed }: Place): { readonly text: string; readonly on: CivilDate; readonly at?: string } | undefined => {
  const text = [obx.text(14), orderText(group, 7)].find((each) => each !== '') ?? '';
  const at = hasTimeOfDay(text) ? instantFrom(text, feed.zone) : undefined;
  const on = at === undefined ? dateFrom(text) : londonDateOf(at);
  return on === undefined ? undefined : { text, on, ...present({ at }) };
};

const firstSaid = (...texts: readonly (string | undefined)[]): string => texts.find((text) => text !== undefined && text !== '') ?? '';
const said = (text: string): string | undefined => (text === '' ? undefined : clipped(text, 200));
const codeOf = (obx: Segment): string => clipped(firstSaid(obx.text(3, 1), obx.text(3, 4)), 100);
const orderCode = ({ request }: ObservationGroup, field: number): string => request?.code(field) ?? '';
const orderText = ({ request }: ObservationGroup, field: number): string => request?.text(field) ?? '';

// What comes from the future stands above everything that comes after it: a later correction would change nothing.
const isStillToCome = (at: Instant, receivedOn: CivilDate): boolean => londonDateOf(at) > addDays(receivedOn, 1);
const sentInTheFuture: OruProblem = {
  rule: 'message-time-in-the-future',
  sentence: 'The time of the message (MSH-7) is still to come.',
};
const statusTimeOf = ({ group, feed, messageAt, receivedOn }: Place): Instant => {
  const said = instantFrom(orderText(group, 22), feed.zone);
  return said === undefined || isStillToCome(said, receivedOn) ? messageAt : said;
};

const unknownStatus = (ofResult: string, ofOrder: string): OruProblem => ({
  rule: 'status-unknown',
  sentence: `The result status (OBX-11 “${ofResult}”, OBR-25 “${ofOrder}”) is not one that is known.`,
});
const noSampleTime: OruProblem = {
  rule: 'sample-time-missing',
  sentence: 'The message does not say when the sample was taken (OBX-14, OBR-7).',
};

// A clock may be wrong by hours; a sample of next year is a slip of the pen, and would count as every test until then.
const notTakenYet = (on: CivilDate): OruProblem => ({
  rule: 'sample-time-in-the-future',
  sentence: `The message says that the sample was taken on ${showDate(on)} (OBX-14, OBR-7), which is still to come.`,
});

const keyOf = ({ group, obx }: Place, sampled: string): ResultKey => ({
  filler: firstSaid(group.request?.text(3), group.order?.text(3)),
  code: codeOf(obx),
  subId: obx.text(4),
  sampled,
});
const twoSides: OruProblem = {
  rule: 'side-contradictory',
  sentence: 'The message names different sides for one report (OBX-20, OBX-4, OBR-15).',
};

const readValue = ({ group, obx }: Place, reads: Meaning['reads']): ReportedValue | undefined => {
  if (reads !== 'coded') return valueOf(obx);
  const said = sideIn(group, obx);
  return said === 'contradictory' ? undefined : codedValueOf(obx, said.side);
};

type Status = NonNullable<ReturnType<typeof statusOf>>;
const observationOf = (place: Place, meaning: Meaning): ReadObservation | OruProblem => {
  const ofOrder = orderCode(place.group, 25);
  const status = statusOf(ofOrder, place.obx.code(11));
  return status === undefined ? unknownStatus(place.obx.code(11), ofOrder) : withStatus(place, meaning, status);
};

const withStatus = (place: Place, { analyte = '', reads }: Meaning, status: Status): ReadObservation | OruProblem => {
  const { obx, feed } = place;
  const sampled = sampledIn(place);
  if (sampled === undefined) return noSampleTime;
  if (sampled.on > addDays(place.receivedOn, 1)) return notTakenYet(sampled.on);
  const value = readValue(place, reads);
  if (value === undefined) return twoSides;
  const isPromoted = status === 'promoted';
  return {
    key: keyOf(place, sampled.at ?? sampled.on),
    promotes: isPromoted && value.raw === '',
    report: {
      analyte,
      code: codeOf(obx),
      ...present({ codeText: said(firstSaid(obx.text(3, 2), obx.text(3, 5))) }),
      laboratory: feed.name,
      feed: feed.feed,
      status: isPromoted ? 'final' : status,
      value,
      sampledOn: sampled.on,
      ...present({ sampledAt: sampled.at }),
      statusAt: statusTimeOf(place),
      ...present({ referenceRange: said(obx.text(7)), flag: said(obx.text(8)) }),
      notes: notesOf(place),
    },
  };
};

const notesOf = ({ group, obx }: Place): string[] => {
  const own = group.observations.find((each) => each.obx === obx)?.notes ?? [];
  return own
    .map((note) => clipped(note.wholeText(3), 4000))
    .filter((note) => note !== '')
    .slice(0, 50);
};

const isProblem = (read: ReadObservation | OruProblem): read is OruProblem => 'rule' in read;
const unknownCode = (obx: Segment): OruProblem => {
  const code = codeOf(obx);
  return {
    rule: 'code-unknown',
    sharedKey: code,
    sentence: `The laboratory code “${code}” (${clipped(obx.text(3, 2), 200) || 'no name'}) is not in the feed’s agreement. Until somebody says which test it is, results under it are not read.`,
  };
};

const twice = (observations: readonly ReadObservation[]): OruProblem | undefined => {
  const seen = new Map<string, ReadObservation>();
  for (const one of observations) {
    const key = JSON.stringify(one.key);
    const before = seen.get(key);
    if (before !== undefined && JSON.stringify(before.report.value) !== JSON.stringify(one.report.value))
      return { rule: 'one-test-two-values', sentence: `The message gives two values for one test (${one.report.code}) of one sample.` };
    seen.set(key, one);
  }
  return undefined;
};

/**
 * Reads a laboratory message by its feed's agreement: every observation whose code means an analyte, and every reason for which
 * a person must look. `undefined` where the message itself has no readable time.
 */
export const readOru = (message: ParsedMessage, feed: Feed, receivedOn: CivilDate): OruReading | undefined => {
  const messageAt = instantFrom(message.route.sentAt, feed.zone);
  if (messageAt === undefined) return undefined;
  if (isStillToCome(messageAt, receivedOn)) return { messageAt, observations: [], problems: [sentInTheFuture] };
  const read = observationGroups(message)
    .flatMap((group) =>
      group.observations.map(({ obx }) => {
        const meaning = meaningOf(obx, feed);
        if (meaning === undefined) return unknownCode(obx);
        return meaning.analyte === undefined ? undefined : observationOf({ group, obx, feed, messageAt, receivedOn }, meaning);
      }),
    )
    .filter((each) => each !== undefined);
  const observations = read.filter((each): each is ReadObservation => !isProblem(each));
  const doubled = twice(observations);
  return {
    messageAt,
    observations: doubled === undefined ? observations : [],
    problems: [...read.filter(isProblem), ...(doubled === undefined ? [] : [doubled])],
  };
};
