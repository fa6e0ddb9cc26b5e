import { z } from 'zod';
import { contract } from './contract.js';
import { civilDate, id, instant, line, text } from './vocabulary.js';

export const owner = z.strictObject({ team: id.optional(), teamName: line, person: line.optional(), role: line });
export const taskOpened = contract(
  'alerting.task-opened.v1',
  'Somebody by name must act by a time.',
  z.strictObject({
    task: id,
    kind: z.enum(['review', 'recall', 'quarantine', 'telephone']),
    about: id,
    band: z.enum(['possible-recurrence', 'test-missed', 'promised', 'message']),
    seriousness: z.number().int().min(1).max(9),
    why: text,
    title: line,
    patient: id.optional(),
    followUp: id.optional(),
    openedAt: instant,
    dueOn: civilDate,
    owner,
    settledBy: z.enum(['pathway', 'registration', 'results']),
  }),
);
export const taskRestated = contract(
  'alerting.task-restated.v1',
  'What a task is about or when it is due became clearer; its clock goes on from when it was opened.',
  z.strictObject({ task: id, why: text, title: line, seriousness: z.number().int().min(1).max(9), dueOn: civilDate }),
);
export const taskClosed = contract(
  'alerting.task-closed.v1',
  'What a task stood for was settled by its owner.',
  z.strictObject({ task: id, because: line }),
);
export const taskReassigned = contract(
  'alerting.task-reassigned.v1',
  'The task belongs to another patient record since a merge.',
  z.strictObject({ task: id, patient: id, from: id }),
);
export const teamFormed = contract(
  'alerting.team-formed.v1',
  'A team takes responsibility for patients of a trust.',
  z.strictObject({
    team: id,
    name: line,
    members: z.array(line).max(200),
    lead: line.optional(),
    receives: z.array(z.enum(['reviews', 'recalls', 'messages', 'telephone'])).min(1),
  }),
);
