import { post, type Operation, type Refusals } from './operation.js';
import { teamRoutes } from './teams.routes.js';

const workers = ['clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator', 'letters-clerk', 'trust-admin'];
const answerers = ['clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator'];
const command = (n: number): string => `5f1d2c3b-0000-4000-8000-0000000002${String(n).padStart(2, '0')}`;
const ruth = '9e000000-0000-4000-8000-000000000001';

const taskClosed: Refusals[number] = { 'task-closed': 'This task is no longer open. Yours was not recorded.' };
const noSuchTask: Refusals[number] = { 'no-such-task': 'There is no such record in your trust.' };
const noSuchCall: Refusals[number] = { 'no-such-call': 'There is no such record in your trust.' };
const callClosed: Refusals[number] = { 'call-closed': 'This call has come to its end. Yours was not recorded.' };
const noteNeeded: Refusals[number] = { 'note-needed': 'Enter what was said or arranged' };
const unknownCannotClose: Refusals[number] = {
  'unknown-cannot-close': 'A call about somebody unknown ends only when it was passed on or not needed.',
};

const clinicianNeeded: Refusals[number] = {
  'clinician-needed':
    'A call about a new symptom, or for today, ends as advised, passed on, not reached or not needed only by a clinical nurse specialist or consultant.',
};

const ofTasks: readonly Operation[] = [
  post({
    path: '/trusts/{trust}/tasks/{task}/taking',
    id: 'takeTask',
    summary: 'Takes a task for oneself. Only a clinician may take a review, and nobody what his role may not settle.',
    allowed: workers,
    body: { schema: 'TakeTask', example: { commandId: command(1), seen: 1 } },
    refusals: {
      403: { 'not-for-your-role': 'Somebody in this role may not settle what the task stands for.' },
      404: noSuchTask,
      409: taskClosed,
    },
  }),
  post({
    path: '/trusts/{trust}/tasks/{task}/giving',
    id: 'giveTask',
    summary: 'Gives a task to somebody who is there, or to a team.',
    allowed: workers,
    body: { schema: 'GiveTask', example: { commandId: command(2), seen: 1, to: { person: ruth }, reason: 'She knows him.' } },
    refusals: {
      404: noSuchTask,
      409: taskClosed,
      422: {
        'nobody-of-that-name': 'Choose somebody who is in a team, or a team',
        'not-there': 'This person is away, has left or may not sign in',
        'not-for-that-role': 'Choose somebody whose role may settle this',
        'reason-needed': 'Enter your reason',
      },
    },
  }),
];

const ofCalls: readonly Operation[] = [
  post({
    path: '/trusts/{trust}/calls',
    id: 'logCall',
    summary: 'Records that somebody rang. The receipt’s stream ends with the id of the call.',
    allowed: answerers,
    body: {
      schema: 'LogCall',
      example: {
        commandId: command(3),
        caller: { name: 'Ann Training', phone: '01632 960 001', relation: 'wife' },
        about: 'her husband',
        said: 'New pain in the lower back for two weeks.',
        symptoms: ['pain-new-or-worse'],
        urgency: 'same-day',
      },
    },
    status: 201,
    refusals: {
      403: clinicianNeeded,
      409: {
        'logged-already': 'This call was recorded already.',
        ...unknownCannotClose,
        'not-tried-enough': 'Ring three times before giving up.',
      },
      422: {
        'caller-needed': 'Enter who rang',
        'phone-needed': 'Enter the number to ring back',
        'nothing-said': 'Enter what was said, or tick what was told of',
        'emergency-symptom': 'Nobody with these symptoms waits for a call',
        'emergency-cannot-close': 'An emergency is rung back',
        ...noteNeeded,
      },
    },
  }),
  post({
    path: '/trusts/{trust}/calls/{call}/tries',
    id: 'tryCallBack',
    summary: 'Records that a caller was rung back and not reached.',
    allowed: answerers,
    body: { schema: 'TryCallBack', example: { commandId: command(4), result: 'no-answer', note: '' } },
    refusals: { 404: noSuchCall, 409: callClosed },
  }),
  post({
    path: '/trusts/{trust}/calls/{call}/patient',
    id: 'linkCall',
    summary: 'Says about which patient a call is.',
    allowed: answerers,
    body: { schema: 'LinkCall', example: { commandId: command(5), seen: 1, patient: 'a0000000-0000-4000-8000-000000000001' } },
    refusals: { 404: noSuchCall },
  }),
  post({
    path: '/trusts/{trust}/calls/{call}/closing',
    id: 'closeCall',
    summary: 'Ends a call, with its outcome.',
    allowed: answerers,
    body: { schema: 'CloseCall', example: { commandId: command(6), seen: 1, outcome: 'advised', note: 'To ring again if it goes on.' } },
    refusals: {
      403: clinicianNeeded,
      404: noSuchCall,
      409: { ...callClosed, ...unknownCannotClose, 'not-tried-enough': 'Ring three times before giving up.' },
      422: noteNeeded,
    },
  }),
];

export const alertingRoutes: readonly Operation[] = [...ofTasks, ...ofCalls, ...teamRoutes];
