import { type DataOf, type letters, type LetterTemplate, letterTemplateSchema, type Report } from '@rms/contracts';
import { streamOf } from '@rms/event-sourcing/pure';
import type { Message, PublishedHistory } from '@rms/messaging';
import type { Owed } from '../letter/letter.facts.js';
import { sender as senderAggregate, senderOf, templateOf, type ContactDetails } from '../sender/sender.aggregate.js';
import { template as templateAggregate } from '../template/template.aggregate.js';
import { foldFollowUp, nothingStarted, type FollowUpKnown } from './follow-up-known.reading.js';
import { foldPatient, foldReport, nobodyKnown, type PatientKnown } from './known-facts.reading.js';

/** Everything a letter is written from, as its owners tell it, and how far each had come. */
export interface Gathered {
  readonly patient: PatientKnown;
  readonly followUp: FollowUpKnown;
  readonly report: Report | undefined;
  readonly sender: ContactDetails | undefined;
  readonly template: LetterTemplate | undefined;
  /** Newest published counter of each stream that was read. */
  readonly madeFrom: Readonly<Record<string, number>>;
}
type Histories = ReadonlyMap<string, PublishedHistory>;
/** Up to which counter each stream is read; all of it where none is named. */
type UpTo = Readonly<Record<string, number>> | undefined;

const factsOf = async (histories: Histories, stream: string, upTo: UpTo): Promise<readonly Message[]> => {
  const history = histories.get(stream.slice(0, stream.indexOf('.')));
  if (history === undefined) throw new Error(`the published history of ${stream} cannot be asked`);
  const last = upTo?.[stream] ?? Infinity;
  const facts: Message[] = [];
  for (const delivery of await history.ofStream(stream, 0)) {
    if ('unreadable' in delivery) throw new Error(delivery.unreadable.why);
    if (delivery.message.published <= last) facts.push(delivery.message);
  }
  return facts;
};

type LaidDown = DataOf<typeof letters.templateLaidDown>;
type Approved = DataOf<typeof letters.templateApproved>;
/** The version that was in force after some facts of a template. */
export const templateInForce = (facts: readonly Message[]): LetterTemplate | undefined => {
  const versions = facts.flatMap(({ type, data }) => (type === 'letters.template-laid-down.v1' ? [data as LaidDown] : []));
  const approved = facts.flatMap(({ type, data }) => (type === 'letters.template-approved.v1' ? [data as Approved] : []));
  const newest = Math.max(0, ...approved.filter((each) => each.inForce).map(({ version }) => version));
  const found = versions.find(({ version }) => version === newest);
  return found === undefined ? undefined : letterTemplateSchema.parse(found.content);
};

const senderIn = (facts: readonly Message[]): ContactDetails | undefined => {
  const given = facts.at(-1)?.data as DataOf<typeof letters.contactDetailsGiven> | undefined;
  if (given === undefined) return undefined;
  const { sender: _, ...details } = given;
  return details;
};

const templateNameOf = ({ about, to }: Owed): string => `${about}-${to}`;

/** The streams a letter is written from. */
export const streamsFor = (trust: string, owed: Owed) => ({
  patient: `registration.patient-${owed.patient}`,
  followUp: `pathway.follow-up-${owed.followUp}`,
  result: owed.result === undefined ? undefined : `results.result-${owed.result}`,
  sender: streamOf(senderAggregate, senderOf(trust)),
  template: streamOf(templateAggregate, templateOf(trust, templateNameOf(owed))),
});

/** Reads what a letter is written from out of the owners’ published histories: all of it, or as it stood at some counters. */
export const gather = async (
  histories: Histories,
  letter: { readonly trust: string; readonly owed: Owed },
  upTo?: UpTo,
): Promise<Gathered> => {
  const streams = streamsFor(letter.trust, letter.owed);
  const told = (stream: string | undefined): Promise<readonly Message[]> =>
    stream === undefined ? Promise.resolve([]) : factsOf(histories, stream, upTo);
  const [patient, followUp, result, sender, template] = await Promise.all([
    told(streams.patient),
    told(streams.followUp),
    told(streams.result),
    told(streams.sender),
    told(streams.template),
  ]);
  const all = [patient, followUp, result, sender, template].flatMap((facts) => facts.at(-1) ?? []);
  return {
    patient: patient.reduce(foldPatient, nobodyKnown),
    followUp: followUp.reduce(foldFollowUp, nothingStarted),
    report: result.reduce<Report | undefined>(foldReport, undefined),
    sender: senderIn(sender),
    template: templateInForce(template),
    madeFrom: Object.fromEntries(all.map(({ subject, published }) => [subject, published])),
  };
};
