import { z } from 'zod';
import { civilDate } from '../../vocabulary.js';
import { commandId, reason, seenOrNothing } from './command-fields.js';

/** Bodies of commands about days on which the clinics are closed. */
export const holidayBodies = {
  DeclareHolidays: z.strictObject({
    commandId,
    seen: seenOrNothing,
    from: civilDate,
    to: civilDate,
    name: z.string().max(100).describe('What the days are called, such as Clinic closed.'),
    reason,
  }),
  WithdrawHoliday: z.strictObject({ commandId, seen: seenOrNothing, on: civilDate, reason }),
} as const;
