import type { RefusalTable } from '@rms/service-kit';
import type { HolidayRefusal } from './holiday.decider.js';

/** What each refusal is as a status and a sentence, once. */
export const holidayRefusals: RefusalTable<HolidayRefusal> = {
  'name-needed': [422, 'Enter what the day is called'],
  'holiday-reason-needed': [422, 'Enter your reason'],
  'holiday-in-the-past': [422, 'The day must be today or later: deadlines that are past were set by what was known then'],
  'end-before-start': [422, 'The last day must not be before the first'],
  'too-many-days': [422, 'At most 31 days can be declared at once'],
  'holiday-too-far': [422, 'The day must be within two years'],
  'no-working-day': [422, 'There is no working day in it: weekends, bank holidays and days declared before need not be declared'],
  'no-such-holiday': [409, 'This day is not among the trust’s own holidays any more. Yours was not recorded.'],
};
