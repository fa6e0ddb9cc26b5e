import { alerting, letters, pathway, portalGateway, registration, results } from '@rms/contracts';
import { protocol } from '../patient-page/patient-file.fixture.js';
import { aboutALetterThatArrives, aboutALetterThatIsLost, aboutThePaper } from './letters-story.fixture.js';
import { aboutAMissedTest } from './missed-test-story.fixture.js';
import { ids, streams } from './story-streams.fixture.js';
import { id, Told } from './told.fixture.js';

export { ids, streams } from './story-streams.fixture.js';

export const demographics = {
  nhsNumber: '9990004129',
  localIds: [],
  formerIds: [],
  name: { family: 'O’Brien', given: 'George' },
  bornOn: '1957-05-12',
  sex: 'male' as const,
  needs: [],
};
export const reportOf = (raw: string, status: 'final' | 'corrected' | 'withdrawn' = 'final') => ({
  analyte: 'psa',
  code: 'PSA',
  laboratory: 'Northmoor laboratory',
  feed: id(20),
  status,
  value: { kind: 'quantity' as const, value: Number(raw), decimals: 2, unit: 'ug/L', raw },
  sampledOn: '2026-03-02',
  statusAt: '2026-03-02T16:20:00.000Z',
  notes: [],
  receipt: 1,
  messageSha256: '0'.repeat(64),
});
const limit = { value: 0.2, unit: 'ng/mL', source: 'protocol' as const };
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
const feedAgreement = {
  feed: id(20),
  name: 'Northmoor laboratory',
  sends: 'Blood results',
  facilities: ['NORTHMOOR-LAB'],
  anyFacility: false,
  trusts: ['ZT001'],
  mayRegister: false,
  zone: 'Europe/London',
  processingIds: ['T' as const],
  strict: false,
  codes: [],
};
const problem = {
  problem: id(21),
  rule: 'code-unknown',
  sentence: 'The code “XPSA” has no meaning yet.',
  feed: id(20),
  feedName: 'Northmoor laboratory',
  receipt: 7,
  controlId: 'C7',
  messageType: 'ORU^R01',
};
const team = id(9);

const aboutThePatient = (told: Told): void => {
  told.say(streams.patient, registration.patientRegistered, { patient: ids.patient, demographics, feed: id(20) });
  const married = { ...demographics, name: { family: 'Allan-Smith', given: 'George' } };
  told.say(streams.patient, registration.demographicsCorrected, { patient: ids.patient, demographics: married });
  told.say(streams.patient, registration.patientAbsorbed, { patient: ids.patient, retired: ids.other, demographics: married });
  told.say(streams.patient, registration.patientDied, { patient: ids.patient, diedOn: '2026-02-21' });
  told.say(streams.patient, registration.deathWithdrawn, { patient: ids.patient });
  told.say(streams.other, registration.patientRegistered, { patient: ids.other, demographics, feed: id(20) });
  told.say(streams.other, registration.patientRetired, { patient: ids.other, into: ids.patient });
};
const aboutTheResult = (told: Told): void => {
  const about = { result: ids.result, patient: ids.other };
  told.say(streams.result, results.resultRecorded, { ...about, report: reportOf('0.11') });
  told.say(streams.result, results.resultCorrected, { ...about, report: reportOf('0.27', 'corrected') });
  told.say(streams.result, results.resultReassigned, { result: ids.result, patient: ids.patient, from: ids.other });
  told.say(streams.result, results.resultRetracted, { ...about, report: reportOf('0.27', 'withdrawn') });
};
const aboutTheFollowUp = (told: Told): void => {
  const reading = { reading: 'unconfirmed-rise' as const, sentence: 'PSA 0.27 is at or above the limit.' };
  told.say(streams.followUp, pathway.followUpStarted, {
    ...his,
    patient: ids.other,
    protocol: { protocol: protocol.protocol, version: 1, title: protocol.title },
    cancer: 'Prostate',
    treatment: 'Radical prostatectomy',
    anchorName: 'Date of operation',
    anchorOn: '2023-03-04',
    stream: 'self-management',
    team,
    limit,
    protocolLimit: limit,
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
const aboutTheWork = (told: Told): void => {
  told.say(streams.task, alerting.taskOpened, {
    task: ids.task,
    kind: 'review',
    about: ids.review,
    band: 'possible-recurrence',
    seriousness: 2,
    why: 'PSA 0.27',
    title: 'Result to review',
    patient: ids.other,
    followUp: ids.followUp,
    openedAt: '2026-03-03T09:00:00.000Z',
    dueOn: '2026-03-05',
    owner: { team, teamName: 'Urology nurses', role: 'clinical-nurse-specialist' },
    settledBy: 'pathway',
  });
  const restated = { task: ids.task, why: 'PSA 0.28', title: 'Corrected result to review', seriousness: 1, dueOn: '2026-03-04' };
  told.say(streams.task, alerting.taskRestated, restated);
  const owner = { team, teamName: 'Urology nurses', role: 'clinical-nurse-specialist' };
  told.say(streams.task, alerting.taskTaken, { task: ids.task, person: 'ruth' });
  told.say(streams.task, alerting.taskCovered, { task: ids.task, by: { ...owner, person: 'leah' }, untilOn: '2026-03-20' });
  told.say(streams.task, alerting.taskReturned, { task: ids.task });
  told.say(streams.task, alerting.taskGiven, { task: ids.task, owner: { ...owner, person: 'david' }, because: 'He knows him' });
  told.say(streams.task, alerting.taskEscalated, {
    task: ids.task,
    to: { teamName: 'The consultants of the trust', role: 'consultant' },
    level: 'consultant',
    because: 'It was to be done by 4 March 2026',
    dueOn: '2026-03-04',
    escalatesAt: '2026-03-09T09:00:00.000Z',
  });
  told.say(streams.task, alerting.taskLinked, { task: ids.task, patient: ids.other });
  told.say(streams.task, alerting.taskReassigned, { task: ids.task, patient: ids.patient, from: ids.other });
  told.say(streams.task, alerting.taskClosed, { task: ids.task, because: 'reviewed' });
  told.say(streams.team, alerting.teamFormed, { team, name: 'Urology nurses', members: ['ruth'], lead: 'ruth', receives: ['reviews'] });
  told.say(streams.team, alerting.teamMemberJoined, { team, person: 'leah' });
  told.say(streams.team, alerting.teamLeadNamed, { team, person: 'leah' });
  told.say(streams.team, alerting.teamMemberWithdrew, { team, person: 'leah' });
  told.say(streams.team, alerting.teamWorkAgreed, { team, receives: ['reviews', 'calls'] });
  const owed = { letter: id(10), patient: ids.other, followUp: ids.followUp, about: 'result' as const, result: ids.result };
  told.say(streams.letter, letters.letterOwed, {
    ...owed,
    weight: 'reassuring',
    to: 'patient',
    by: '2026-03-09',
    says: 'PSA under the limit',
  });
  told.say(streams.letter, letters.letterReassigned, { letter: id(10), patient: ids.patient, from: ids.other });
  told.say(streams.letter, letters.letterCancelled, { letter: id(10), patient: ids.patient, because: 'result-changed' });
};
const aboutTheTelephone = (told: Told): void => {
  told.say(streams.call, alerting.helplineCallLogged, {
    call: id(13),
    caller: { name: 'Ann Training', phone: '01632 960 001' },
    said: 'New pain.',
    symptoms: ['pain-new-or-worse'],
    urgency: 'same-day',
    callBackBy: '2026-03-04T17:00:00.000Z',
  });
  told.say(streams.call, alerting.helplineCallLinked, { call: id(13), patient: ids.other });
  told.say(streams.call, alerting.helplineCallReassigned, { call: id(13), patient: ids.patient, from: ids.other });
  told.say(streams.call, alerting.helplineCallBackTried, { call: id(13), result: 'no-answer', note: '' });
  told.say(streams.call, alerting.helplineCallClosed, { call: id(13), outcome: 'advised', note: 'To keep a diary' });
};
const aboutTheStaff = (told: Told): void => {
  const ruth = { colleague: id(14), person: 'ruth' };
  const absence = { ...ruth, absence: id(40), untilOn: '2026-03-20', cover: 'leah' };
  told.say(streams.colleague, alerting.staffAway, { ...absence, fromOn: '2026-03-09' });
  told.say(streams.colleague, alerting.absenceBegan, absence);
  told.say(streams.colleague, alerting.absenceEnded, { ...ruth, absence: id(40) });
  told.say(streams.colleague, alerting.staffLeft, { ...ruth, cover: 'leah' });
  told.say(streams.colleague, alerting.staffCameBack, ruth);
  told.say(streams.workingHours, alerting.workingHoursAgreed, {
    hours: id(15),
    opens: '09:00',
    closes: '17:00',
    days: ['Monday'],
    closedOn: [],
  });
};
const aboutTheRegion = (told: Told): void => {
  const { protocol: plan, name, version, title } = protocol;
  told.say(streams.protocol, pathway.protocolPublished, { protocol: plan, name, version, title, content: protocol });
  told.say(streams.protocol, pathway.protocolSigned, { protocol: plan, version, signedBy: 'David Penrose' });
  told.say(streams.feed, registration.feedAgreed, feedAgreement);
  told.say(streams.registrationProblem, registration.registrationMessageQuarantined, problem);
  told.say(streams.registrationProblem, registration.registrationQuarantineSettled, {
    problem: id(21),
    decision: 'read-again',
    reason: 'Registered now',
  });
  told.say(streams.resultsProblem, results.resultsMessageQuarantined, { ...problem, problem: id(22) });
  told.say(streams.resultsProblem, results.resultsQuarantineSettled, { problem: id(22), decision: 'set-aside', reason: 'Not PSA' });
  told.say(streams.staff, portalGateway.staffRecorded, {
    person: 'ruth',
    name: 'Ruth Adeyemi',
    roles: ['clinical-nurse-specialist'],
    trusts: ['ZT001'],
    registration: 'NMC 00A0000X',
  });
  const colleague = { person: 'leah' };
  const described = { ...colleague, username: 'leah', name: 'Leah Marsh', roles: ['support-worker'], trusts: ['ZT001'] };
  told.say(streams.added, portalGateway.staffAdded, described);
  told.say(streams.added, portalGateway.rolesGiven, { ...colleague, roles: ['letters-clerk'], reason: 'Changed post' });
  told.say(streams.added, portalGateway.staffPutOutOfUse, { ...colleague, reason: 'On leave' });
  told.say(streams.added, portalGateway.staffPutBackInUse, { ...colleague, reason: 'Back' });
  const days = ['2026-12-29', '2026-12-30'].map((on) => ({ on, name: 'Clinic closed' }));
  told.say(streams.holidays, pathway.holidaysDeclared, { trust: 'ZT001', days, reason: 'Moving' });
  told.say(streams.holidays, pathway.holidayWithdrawn, { trust: 'ZT001', on: '2026-12-30', reason: 'Moved sooner' });
  told.say(streams.access, portalGateway.patientLookedAt, {
    access: id(12),
    patient: ids.patient,
    page: 'the patient page',
    how: 'the worklist',
    refused: false,
  });
};

const aboutTheWatch = (told: Told): void => {
  const swept = { day: '2026-03-04', position: 40, followUps: 1, exceptions: 1 };
  told.say(streams.sweep, alerting.sweepFinished, { ...swept, at: '2026-03-04T10:00:00.000Z' });
  told.say(streams.sweep, alerting.sweepFinished, { ...swept, at: '2026-03-04T09:00:00.000Z', exceptions: 0 });
  told.say(streams.certificate, alerting.certificateIssued, {
    certificate: id(24),
    statement: {
      trust: 'ZT001',
      on: '2026-03-03',
      asOf: '2026-03-03T23:59:59.999Z',
      position: 40,
      everEnrolled: 1,
      left: 0,
      leftBecause: {},
      inFollowUp: 1,
      withOwnedTask: 0,
      withNextAction: 0,
      exceptions: [{ followUp: ids.followUp, patient: ids.patient, why: 'No next date, no open task and no recorded ending.' }],
    },
    signature: 'c2lnbmVk',
    key: 'a2V5',
  });
};

/** One patient’s story in which every fact happens that the gateway hears. */
export const story = (): Told => {
  const told = new Told();
  const tellings = [
    aboutThePatient,
    aboutTheResult,
    aboutTheFollowUp,
    aboutTheWork,
    aboutALetterThatArrives,
    aboutALetterThatIsLost,
    aboutThePaper,
    aboutTheTelephone,
    aboutTheStaff,
    aboutTheRegion,
    aboutTheWatch,
  ];
  for (const tell of tellings) tell(told);
  aboutAMissedTest(told, { ...ids, team, stream: streams.followUp });
  return told;
};
