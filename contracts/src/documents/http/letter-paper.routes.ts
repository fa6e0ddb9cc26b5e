import type { Json } from '../json-schema.js';
import { post, type Operation, type Refusals } from './operation.js';

const clinicians = ['clinical-nurse-specialist', 'consultant'];
const desk = ['letters-clerk', ...clinicians];
const writers = [...clinicians, 'letters-clerk', 'trust-admin'];
const command = (n: number): string => `5f1d2c3b-0000-4000-8000-00000000020${String(n)}`;

const details: Json = {
  commandId: command(9),
  trustName: 'Northmoor Hospitals',
  department: 'Cancer follow-up team',
  lines: ['Harbour Road', 'Northmoor'],
  postcode: 'ZZ1 1AA',
  phone: '01632 960123',
  hours: 'Monday to Friday, 9am to 5pm',
  email: 'follow-up@northmoor.example',
  signedBy: 'Ruth Adeyemi',
  signedAs: 'Clinical nurse specialist',
};

const template: Json = {
  name: 'result-patient',
  version: 1,
  title: 'Your result',
  subject: 'Your result',
  blocks: [{ kind: 'paragraph', text: '{% if result %}Your {{ result.test }} was {{ result.shown }} {{ result.unit }}.{% endif %}' }],
  lookOutFor: {},
};

const reasonNeeded: Refusals[number] = { 'closure-reason-needed': 'Enter how you know' };
const recorders = ['trust-admin', 'letters-clerk'];

/** The words of a trust’s letters, the paper they are on, and the practices to which none goes. */
export const letterPaperRoutes: readonly Operation[] = [
  {
    method: 'post',
    path: '/trusts/{trust}/letter-templates',
    id: 'layDownTemplate',
    summary: 'Lays down the next version of a letter template. It is tried on a full and on a sparse letter first.',
    allowed: writers,
    body: {
      schema: 'LayDownTemplate',
      example: {
        commandId: command(0),
        content: template,
      },
    },
    status: 200,
    answer: 'Receipt',
    refusals: {
      409: { 'version-exists': 'This version exists with other content. A version never changes: lay down the next one.' },
      422: {
        'cannot-be-filled-in':
          'The template cannot be used as it is. `fields` names each place, rule (`cannot-be-filled-in`, `telephone-number`, `hear-by`) and line.',
        'version-not-next': 'Versions are numbered without gaps: lay down the next number.',
        'other-template': 'This is the template of another kind of letter.',
      },
    },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/letter-templates/trial',
    id: 'tryTemplate',
    summary: 'Tries a letter template on an invented full and on a sparse letter. Nothing is recorded.',
    allowed: writers,
    body: { schema: 'TryTemplate', example: { content: template } },
    status: 200,
    answer: 'TemplateTrial',
    refusals: {},
  },
  {
    method: 'get',
    path: '/trusts/{trust}/letter-templates/{name}/versions/{version}/page',
    id: 'pageOfTemplate',
    summary: 'A version of a letter template as a page, on the trust’s own paper and with an invented patient.',
    allowed: writers,
    status: 200,
    answer: 'Receipt',
    document: ['application/pdf'],
    refusals: {},
  },
  {
    method: 'post',
    path: '/trusts/{trust}/letter-templates/approval',
    id: 'approveTemplate',
    summary: 'Approves a version of a letter template, never by whoever laid it down. With the second person it is in force.',
    allowed: desk,
    body: { schema: 'ApproveTemplate', example: { commandId: '5f1d2c3b-0000-4000-8000-000000000210', name: 'result-patient', version: 1 } },
    status: 200,
    answer: 'Receipt',
    refusals: {
      404: { 'no-such-version': 'There is no such record in your trust.' },
      409: {
        'approved-by-the-same-person': 'You have approved this version already. A second person must approve it.',
        'laid-down-by-the-same-person': 'You laid this version down. Two other people must approve it.',
      },
    },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/letter-details',
    id: 'giveLetterDetails',
    summary: 'Says how the trust’s letters are headed and signed, and whom their readers ring.',
    allowed: ['trust-admin'],
    body: { schema: 'GiveLetterDetails', example: details },
    status: 200,
    answer: 'Receipt',
    refusals: {},
  },
  post({
    path: '/trusts/{trust}/practices/closures',
    id: 'recordClosure',
    summary: 'Records that a GP practice closed. A copy for it waits for a person, also one that was approved.',
    allowed: recorders,
    body: {
      schema: 'RecordClosure',
      example: {
        commandId: '5f1d2c3b-0000-4000-8000-000000000211',
        seen: 0,
        ods: 'Z99001',
        name: 'Millpond Surgery',
        closedOn: '2026-03-31',
        reason: 'Letter of the integrated care board of 2 March',
      },
    },
    refusals: {
      409: { 'closed-already': 'This practice is recorded as closed already.' },
      422: {
        ...reasonNeeded,
        'practice-code-form': 'Enter the code of the practice as a letter and five digits, such as Z99001',
        'practice-name-needed': 'Enter the name of the practice',
        'closure-date-wrong': 'Enter the day from which it is closed as a real date',
        'closure-too-far': 'The day must be within a year',
      },
    },
  }),
  post({
    path: '/trusts/{trust}/practices/closures/taking-back',
    id: 'takeBackClosure',
    summary: 'Records that a practice which was recorded as closed is open after all.',
    allowed: recorders,
    body: {
      schema: 'TakeBackClosure',
      example: { commandId: '5f1d2c3b-0000-4000-8000-000000000212', seen: 1, ods: 'Z99001', reason: 'It goes on under another partner' },
    },
    refusals: { 409: { 'no-such-closure': 'This practice is not recorded as closed any more.' }, 422: reasonNeeded },
  }),
];
