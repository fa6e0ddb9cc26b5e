import type { Operation, Refusals } from './operation.js';

const clinicians = ['clinical-nurse-specialist', 'consultant'];
const notInFollowUp: Refusals[number] = { 'not-in-follow-up': 'There is no such record in your trust.' };
const ended: Refusals[number] = { 'follow-up-ended': 'This follow-up has ended.' };
const reasonNeeded: Refusals[number] = { 'reason-needed': 'Enter your reason' };
const dateInThePast: Refusals[number] = { 'date-in-the-past': 'The date must be today or later' };
const noSuchRecall: Refusals[number] = { 'no-such-recall': 'This recall is no longer open. Yours was not recorded.' };
const command = (n: number): string => `5f1d2c3b-0000-4000-8000-00000000010${String(n)}`;

export const followUpRoutes: readonly Operation[] = [
  {
    method: 'post',
    path: '/trusts/{trust}/follow-ups',
    id: 'startFollowUp',
    summary: 'Starts surveillance of a patient by the signed version of a protocol.',
    allowed: clinicians,
    body: {
      schema: 'StartFollowUp',
      example: {
        commandId: command(1),
        patient: 'a0000000-0000-4000-8000-000000000001',
        protocol: '5b0c9d0e-3f5a-4c41-9c39-0d6f3f4f7a11',
        version: 1,
        anchorOn: '2025-01-20',
        stream: 'self-management',
        team: '7e000000-0000-4000-8000-000000000001',
        personalLimit: {
          value: 0.4,
          unit: 'ng/mL',
          agreedBy: 'Training consultant',
          because: 'Known residual tissue.',
          untilOn: '2027-01-20',
        },
      },
    },
    status: 201,
    answer: 'Receipt',
    refusals: {
      409: {
        'version-moved': 'Another version of the protocol came into force after the page was opened.',
        'already-started': 'This patient is already in follow-up for this cancer.',
        'patient-died': 'This patient’s death has been recorded. A follow-up cannot be started.',
      },
      422: {
        'anchor-in-the-future': 'The date from which the tests are counted must be today or earlier',
        'answers-missing': 'Answer each question of the protocol: the tests depend on it',
        'answers-impossible': 'The answers to the questions of the protocol do not go together',
        'birth-date-needed': 'The date of birth is not on record, and this protocol counts tests by age.',
        'no-limit-to-set': 'This protocol reads reports and no number, so no limit can be set',
        'limit-unit-differs': 'The limit must be in the unit of the protocol',
        'limit-out-of-range': 'The limit must be more than 0 and at most what the protocol allows',
        'limit-end-in-the-past': 'The date until which the limit holds must be today or later',
      },
    },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/follow-ups/{followUp}/undo',
    id: 'undoStart',
    summary: 'Takes back a follow-up that was started in error.',
    allowed: clinicians,
    body: { schema: 'UndoStart', example: { commandId: command(2), seen: 1, reason: 'Started for another patient of the same name.' } },
    status: 200,
    answer: 'Receipt',
    refusals: {
      404: notInFollowUp,
      409: { ...ended, 'already-decided': 'A decision has been recorded in this follow-up, so its start can no longer be undone.' },
      422: reasonNeeded,
    },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/follow-ups/{followUp}/reviews/{review}',
    id: 'reviewResult',
    summary: 'Records a clinician’s decision, with what follows from it.',
    description:
      'For a clinical nurse specialist or consultant with a registration number on record; anybody else is refused `not-a-registered-clinician`.',
    allowed: 'persons',
    body: {
      schema: 'ReviewResult',
      example: { commandId: command(3), seen: 2, decision: { kind: 'repeat', by: '2026-04-13' }, reason: 'First value above the limit.' },
    },
    status: 200,
    answer: 'Receipt',
    refusals: {
      403: { 'not-a-registered-clinician': 'Only a clinician of this trust with a registration number on record may decide.' },
      404: notInFollowUp,
      409: {
        ...ended,
        'no-such-review': 'This review is no longer open. Yours was not recorded.',
        'result-still-to-review': 'A result of this follow-up is still to be reviewed. Decide on it first: after an ending nobody would.',
      },
      422: {
        ...reasonNeeded,
        ...dateInThePast,
        'date-too-far': 'The date must be within a year',
        'decision-not-for-this-review': 'This decision does not belong to this kind of review',
        'no-test-to-repeat': 'No test of the protocol is asked for from this patient, so none can be repeated.',
        'reason-not-for-this-end': 'Follow-up under another record ends only where two records were merged, and then for no other reason',
        'tests-still-to-come': 'Tests are still to come, so the schedule is not complete. Choose why follow-up ends all the same',
        'nothing-would-be-due': 'After this decision nothing would be due and the patient would be lost.',
      },
    },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/follow-ups/{followUp}/recalls/{recall}/booking',
    id: 'bookRecall',
    summary: 'Records the clinic date that was agreed with a recalled patient.',
    allowed: [...clinicians, 'support-worker', 'pathway-coordinator'],
    body: { schema: 'BookRecall', example: { commandId: command(4), seen: 5, on: '2026-03-18', note: 'Agreed by telephone.' } },
    status: 200,
    answer: 'Receipt',
    refusals: { 404: notInFollowUp, 409: { ...ended, ...noSuchRecall }, 422: { ...reasonNeeded, ...dateInThePast } },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/follow-ups/{followUp}/recalls/{recall}/outcome',
    id: 'settleRecall',
    summary: 'Records what became of a recall.',
    allowed: clinicians,
    body: { schema: 'SettleRecall', example: { commandId: command(5), seen: 6, outcome: 'seen', note: 'Scan requested.' } },
    status: 200,
    answer: 'Receipt',
    refusals: { 404: notInFollowUp, 409: { ...ended, ...noSuchRecall }, 422: reasonNeeded },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/follow-ups/{followUp}/suspension',
    id: 'suspendFollowUp',
    summary: 'Asks for no test until a date on which a clinician looks again. Results are read all the same.',
    allowed: clinicians,
    body: {
      schema: 'SuspendFollowUp',
      example: { commandId: command(6), seen: 6, reason: 'In treatment elsewhere until spring.', reviewOn: '2026-05-04' },
    },
    status: 200,
    answer: 'Receipt',
    refusals: {
      404: notInFollowUp,
      409: { ...ended, 'already-suspended': 'This follow-up is suspended already. Yours was not recorded.' },
      422: { ...reasonNeeded, ...dateInThePast, 'date-too-far': 'The date must be within a year' },
    },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/follow-ups/{followUp}/suspension/end',
    id: 'resumeFollowUp',
    summary: 'Takes a suspended follow-up up again: what is overdue is asked for anew from today.',
    allowed: clinicians,
    body: { schema: 'ResumeFollowUp', example: { commandId: command(7), seen: 7, reason: 'Back home.' } },
    status: 200,
    answer: 'Receipt',
    refusals: {
      404: notInFollowUp,
      409: { ...ended, 'not-suspended': 'This follow-up is not suspended. Yours was not recorded.' },
      422: reasonNeeded,
    },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/follow-ups/{followUp}/missed-tests/{test}/call',
    id: 'recordMissedTestCall',
    summary: 'Records a telephone call about a test that was missed.',
    description: 'A date puts the next step off. A refusal, a wrong number or a second call in vain goes to a clinician.',
    allowed: [...clinicians, 'support-worker', 'pathway-coordinator'],
    body: {
      schema: 'RecordMissedTestCall',
      example: { commandId: command(8), seen: 8, outcome: 'booked', on: '2026-03-18', note: 'He had forgotten.' },
    },
    status: 200,
    answer: 'Receipt',
    refusals: {
      404: notInFollowUp,
      409: { ...ended, 'no-such-missed-test': 'This test is no longer missed. Yours was not recorded.' },
      422: {
        ...reasonNeeded,
        ...dateInThePast,
        'date-needed': 'Enter the date that was agreed',
        'date-too-far': 'The date must be within a year',
        'date-too-late-for-the-test': 'The date is too late for a test that is missed: it must be within 8 weeks.',
      },
    },
  },
];
