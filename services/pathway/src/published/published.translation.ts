import { pathway as c, type Limit } from '@rms/contracts';
import { idOfStream, type Fact } from '@rms/event-sourcing/pure';
import { publishes, say, type Published, type Said } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import { answersInWords, limitRuleOf, shownOf, unitOf } from '@rms/protocols';
import { followUp } from '../follow-up/follow-up.aggregate.js';
import type { FollowUpEvent } from '../follow-up/follow-up.facts.js';
import { holidayAggregate, type HolidayEvent } from '../holiday/holiday.decider.js';
import { protocolAggregate, type ProtocolEvent } from '../protocol/protocol.decider.js';

type Of<Type extends FollowUpEvent['type']> = Extract<FollowUpEvent, { readonly type: Type }>;
interface Ids {
  readonly followUp: string;
  readonly patient: string;
}

const protocolLimitOf = ({ protocol }: Of<'FollowUpStarted'>): Limit | undefined => {
  const rule = limitRuleOf(protocol);
  return rule?.kind === 'confirmed-limit' ? { value: rule.limit, unit: rule.unit, source: 'protocol' } : undefined;
};

const started = (ids: Ids, e: Of<'FollowUpStarted'>): Said => {
  const protocolLimit = protocolLimitOf(e);
  const answers = answersInWords(e.protocol, e.answers ?? {});
  const { protocol, version, title, cancer, treatment, anchorName } = e.protocol;
  return say(c.followUpStarted, {
    ...ids,
    protocol: { protocol, version, title },
    cancer,
    treatment,
    anchorName,
    anchorOn: e.anchorOn,
    stream: e.stream,
    team: e.team,
    ...present({ limit: e.personalLimit ?? protocolLimit, protocolLimit, closesOn: e.closesOn }),
    tests: e.tests,
    ...(answers.length === 0 ? {} : { answers }),
  });
};

const interpreted = (ids: Ids, { considered, type: _, ...reading }: Of<'ResultInterpreted'>): Said =>
  say(c.resultInterpreted, {
    ...ids,
    ...reading,
    result: considered.result,
    analyte: considered.analyte,
    sampledOn: considered.sampledOn,
    shown: shownOf(considered.value),
    unit: unitOf(considered.value),
    status: considered.status,
  });

type Plain = Exclude<
  FollowUpEvent['type'],
  'FollowUpStarted' | 'ResultInterpreted' | 'ReadingWithdrawn' | 'FollowUpReassigned' | 'TestBecameOverdue'
>;
const plainContracts: Readonly<Record<Plain, { readonly type: string; readonly data: { parse: (data: unknown) => unknown } }>> = {
  StartUndone: c.startUndone,
  TestFulfilled: c.testFulfilled,
  TestReopened: c.testReopened,
  ReviewOpened: c.reviewOpened,
  ReviewWithdrawn: c.reviewWithdrawn,
  ResultReviewed: c.resultReviewed,
  TestAdded: c.testAdded,
  RecallRequested: c.recallRequested,
  RecallBooked: c.recallBooked,
  RecallSettled: c.recallSettled,
  FollowUpEnded: c.followUpEnded,
  FollowUpResumed: c.followUpResumed,
  LadderStepTaken: c.missedTestStepTaken,
  MissedTestCallRecorded: c.missedTestCallRecorded,
  MissedTestSettled: c.missedTestSettled,
  TestWaived: c.testWaived,
  TestBooked: c.testBooked,
  TestBookingCancelled: c.testBookingCancelled,
  TestNotAttended: c.testNotAttended,
  FollowUpSuspended: c.followUpSuspended,
  SuspensionEnded: c.suspensionEnded,
};

/** What the stored facts of a follow-up say to the outside. The patient is the record the stream was born with; consumers follow reassignments. */
const translateFollowUp = (e: FollowUpEvent, fact: Fact<FollowUpEvent>): Said => {
  const ids = { followUp: idOfStream(fact.stream), patient: fact.metadata['patient'] ?? '' };
  switch (e.type) {
    case 'FollowUpStarted':
      return started(ids, e);
    case 'ResultInterpreted':
      return interpreted(ids, e);
    case 'ReadingWithdrawn':
      return say(c.readingWithdrawn, { ...ids, result: e.result, because: e.because });
    case 'TestBecameOverdue': {
      const { type: _, ...missed } = e;
      return say(c.testMissed, { ...ids, ...missed, step: 'overdue' });
    }
    case 'FollowUpReassigned':
      return say(c.followUpReassigned, { ...ids, patient: e.to, from: e.from });
    default: {
      const { type, ...content } = e;
      return say(plainContracts[type], { ...ids, ...content });
    }
  }
};

const translateProtocol = (e: ProtocolEvent, fact: Fact<ProtocolEvent>): Said => {
  const protocol = idOfStream(fact.stream);
  return e.type === 'ProtocolPublished'
    ? say(c.protocolPublished, { protocol, name: e.content.name, version: e.content.version, title: e.content.title, content: e.content })
    : say(c.protocolSigned, { protocol, version: e.version, signedBy: e.signedBy });
};

const translateHoliday = (e: HolidayEvent, { metadata }: Fact<HolidayEvent>): Said => {
  const { type, ...said } = e;
  return say(type === 'HolidaysDeclared' ? c.holidaysDeclared : c.holidayWithdrawn, { trust: metadata['trust'] ?? '', ...said });
};

export const pathwayPublishes: readonly Published[] = [
  publishes(followUp, translateFollowUp),
  publishes(protocolAggregate, translateProtocol),
  publishes(holidayAggregate, translateHoliday),
];
