import { z } from 'zod';
import { civilDate, id } from '../../vocabulary.js';

const commandId = id.describe('Chosen by the caller. The same command sent again gives the first answer again and does nothing.');
const seen = z
  .number()
  .int()
  .min(1)
  .describe('The `published` counter of the newest fact that the person had before him. Something newer refuses the command.');
const reason = z.string().max(2000);

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
