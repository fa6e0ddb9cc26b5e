import { z } from 'zod';
import { civilDate } from '../../vocabulary.js';
import { commandId, reason, seen } from './command-fields.js';

/** Bodies of the commands about missed tests and suspensions. */
export const missedTestBodies = {
  SuspendFollowUp: z.strictObject({ commandId, seen, reason, reviewOn: civilDate }),
  ResumeFollowUp: z.strictObject({ commandId, seen, reason }),
  RecordMissedTestCall: z.strictObject({
    commandId,
    seen,
    outcome: z.enum(['booked', 'declined', 'not-reached', 'wrong-number']),
    on: civilDate.optional().describe('The date that was agreed, where one was.'),
    note: reason,
  }),
};
