import type { RefusalTable } from '@rms/service-kit';
import type { ProtocolRefusal } from '../protocol/protocol.decider.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';

/** What each refusal is as a status and a sentence, once. */
export const followUpRefusals: RefusalTable<FollowUpRefusal> = {
  'not-in-follow-up': [404, 'There is no such record in your trust.'],
  'already-started': [409, 'This patient is already in follow-up for this cancer.'],
  'patient-died': [409, 'This patient’s death has been recorded. A follow-up cannot be started.'],
  'anchor-in-the-future': [422, 'The date from which the tests are counted must be today or earlier'],
  'answers-missing': [422, 'Answer each question of the protocol: the tests depend on it'],
  'answers-impossible': [422, 'The answers to the questions of the protocol do not go together'],
  'birth-date-needed': [422, 'The date of birth is not on record, and this protocol counts tests by age. Have it corrected first.'],
  'no-limit-to-set': [422, 'This protocol reads reports and no number, so no limit can be set'],
  'limit-unit-differs': [422, 'The limit must be in the unit of the protocol'],
  'limit-out-of-range': [422, 'The limit must be more than 0 and at most what the protocol allows'],
  'limit-end-in-the-past': [422, 'The date until which the limit holds must be today or later'],
  'already-decided': [409, 'A decision has been recorded in this follow-up, so its start can no longer be undone. End it instead.'],
  'reason-needed': [422, 'Enter your reason'],
  'no-such-review': [409, 'This review is no longer open. Yours was not recorded.'],
  'not-a-registered-clinician': [
    403,
    'Only a clinical nurse specialist or consultant of this trust with a registration number on record may decide.',
  ],
  'date-in-the-past': [422, 'The date must be today or later'],
  'date-too-far': [422, 'The date must be within a year'],
  'nothing-would-be-due': [422, 'After this decision nothing would be due and the patient would be lost. Choose a repeat or a recall.'],
  'decision-not-for-this-review': [422, 'This decision does not belong to this kind of review'],
  'no-test-to-repeat': [422, 'No test of the protocol is asked for from this patient, so none can be repeated. Choose a clinic.'],
  'reason-not-for-this-end': [422, 'Follow-up under another record ends only where two records were merged, and then for no other reason'],
  'tests-still-to-come': [422, 'Tests are still to come, so the schedule is not complete. Choose why follow-up ends all the same'],
  'result-still-to-review': [409, 'A result of this follow-up is still to be reviewed. Decide on it first: after an ending nobody would.'],
  'no-such-recall': [409, 'This recall is no longer open. Yours was not recorded.'],
  'no-such-missed-test': [409, 'This test is no longer missed. Yours was not recorded.'],
  'date-needed': [422, 'Enter the date that was agreed'],
  'date-too-late-for-the-test': [
    422,
    'The date is too late for a test that is missed: it must be within 8 weeks. If the patient cannot come before, record that he or she does not want the test now, with the reason, and a clinician decides.',
  ],
  'already-suspended': [409, 'This follow-up is suspended already. Yours was not recorded.'],
  'not-suspended': [409, 'This follow-up is not suspended. Yours was not recorded.'],
  'follow-up-ended': [409, 'This follow-up has ended.'],
};

export const protocolRefusals: RefusalTable<ProtocolRefusal> = {
  'protocol-not-sound': [422, 'The protocol contradicts itself. Its file says where when it is read.'],
  'version-exists': [409, 'This version exists with other content. A version never changes: publish the next one.'],
  'version-not-next': [422, 'Versions are numbered without gaps: publish the next number.'],
  'no-such-version': [404, 'There is no such version.'],
  'nobody-signs': [422, 'Enter who signs'],
};
