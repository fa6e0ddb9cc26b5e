import { pathway } from '@rms/contracts';
import { protocol } from '../patient-page/patient-file.fixture.js';
import { ids, streams, team } from './story-streams.fixture.js';
import { id, type Told } from './told.fixture.js';

const limit = { value: 0.2, unit: 'ng/mL', source: 'protocol' as const };
/** A PSA due on this day, as a plan says it. */
export const testOf = (test: string, dueOn: string) => ({
  test,
  kind: 'psa',
  name: 'PSA',
  label: '6 months',
  opensOn: dueOn,
  dueOn,
  overdueAfter: dueOn,
  origin: 'protocol' as const,
  required: true,
});
const his = { followUp: ids.followUp, patient: ids.patient };

/** What is followed, by which version of the protocol and which limit. */
export const asItIsStarted = (version: number) => ({
  protocol: { protocol: protocol.protocol, version, title: protocol.title },
  cancer: 'Prostate',
  treatment: 'Radical prostatectomy',
  anchorName: 'Date of operation',
  anchorOn: '2023-03-04',
  stream: 'self-management' as const,
  team,
  limit,
  protocolLimit: limit,
});

/** His follow-up, from its start until it is undone: read, reviewed, recalled. */
export const aboutTheFollowUp = (told: Told): void => {
  const reading = { reading: 'unconfirmed-rise' as const, sentence: 'PSA 0.27 is at or above the limit.' };
  told.say(streams.followUp, pathway.followUpStarted, {
    ...his,
    patient: ids.other,
    ...asItIsStarted(1),
    tests: [testOf(ids.test, '2026-03-01')],
  });
  told.say(streams.followUp, pathway.followUpReassigned, { ...his, from: ids.other });
  told.say(streams.followUp, pathway.resultInterpreted, {
    ...his,
    ...reading,
    result: ids.result,
    analyte: 'psa',
    rule: 'PSA 0.2 or more',
    source: 'A guideline',
    limit,
    sampledOn: '2026-03-02',
    shown: '0.27',
    unit: 'ng/mL',
    status: 'final',
  });
  told.say(streams.followUp, pathway.testFulfilled, { ...his, test: ids.test, result: ids.result, on: '2026-03-02' });
  const opened = { ...his, ...reading, about: 'result' as const, result: ids.result, seriousness: 2, reviewBy: '2026-03-05', team };
  told.say(streams.followUp, pathway.reviewOpened, { ...opened, review: ids.review });
  told.say(streams.followUp, pathway.resultReviewed, {
    ...his,
    review: ids.review,
    result: ids.result,
    decision: { kind: 'recall', by: '2026-03-18' },
    reason: 'Rising',
    reviewer: { person: 'ruth', role: 'clinical-nurse-specialist', registration: 'NMC 00A0000X' },
  });
  told.say(streams.followUp, pathway.testAdded, {
    ...his,
    test: { ...testOf(id(30), '2026-04-15'), origin: 'review' },
    because: ids.review,
  });
  told.say(streams.followUp, pathway.recallRequested, {
    ...his,
    recall: ids.recall,
    by: '2026-03-18',
    reason: 'Rising',
    team,
    review: ids.review,
  });
  told.say(streams.followUp, pathway.recallBooked, { ...his, recall: ids.recall, on: '2026-03-16', note: 'Rang him' });
  told.say(streams.followUp, pathway.recallSettled, { ...his, recall: ids.recall, outcome: 'seen', note: 'Well' });
  told.say(streams.followUp, pathway.reviewOpened, { ...opened, review: id(31), about: 'changed-after-decision' });
  told.say(streams.followUp, pathway.reviewWithdrawn, { ...his, review: id(31), because: 'withdrawn' });
  told.say(streams.followUp, pathway.readingWithdrawn, { ...his, result: ids.result, because: 'withdrawn' });
  told.say(streams.followUp, pathway.testReopened, { ...his, test: ids.test });
  told.say(streams.followUp, pathway.followUpEnded, { ...his, because: 'patient-died', on: '2026-02-21' });
  told.say(streams.followUp, pathway.followUpResumed, his);
  told.say(streams.followUp, pathway.startUndone, { ...his, reason: 'The wrong patient' });
};
