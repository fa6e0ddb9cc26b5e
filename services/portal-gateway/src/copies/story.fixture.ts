import { alerting, letters, pathway, portalGateway, registration, results } from '@rms/contracts';
import { protocol } from '../patient-page/patient-file.fixture.js';
import { aboutTheFollowUp } from './follow-up-story.fixture.js';
import { aboutALetterThatArrives, aboutALetterThatIsLost, aboutThePaper } from './letters-story.fixture.js';
import { aboutAMissedTest } from './missed-test-story.fixture.js';
import { ids, streams, team } from './story-streams.fixture.js';
import { id, Told } from './told.fixture.js';
import { aboutTheStaff, aboutTheTelephone, aboutTheWork } from './work-story.fixture.js';

export { testOf } from './follow-up-story.fixture.js';
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
const aboutALetterThatIsCancelled = (told: Told): void => {
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
    aboutALetterThatIsCancelled,
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
