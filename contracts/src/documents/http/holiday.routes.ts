import type { Operation, Refusals } from './operation.js';

const holidayReason: Refusals[number] = {
  'holiday-reason-needed': 'Enter your reason',
  'holiday-in-the-past': 'The day must be today or later: deadlines that are past were set by what was known then',
};
const command = (n: number): string => `5f1d2c3b-0000-4000-8000-00000000010${String(n)}`;

/** Days on which the clinics of a trust are closed. */
export const holidayRoutes: readonly Operation[] = [
  {
    method: 'post',
    path: '/trusts/{trust}/holidays',
    id: 'declareHolidays',
    summary: 'Declares days on which the clinics of the trust are closed, besides the bank holidays.',
    description:
      'Of the days from the first to the last, those that would be worked are recorded. Deadlines that are set from now on pass over them.',
    allowed: ['trust-admin'],
    body: {
      schema: 'DeclareHolidays',
      example: {
        commandId: command(6),
        seen: 0,
        from: '2026-12-29',
        to: '2026-12-30',
        name: 'Clinic closed',
        reason: 'Move to the new building.',
      },
    },
    status: 200,
    answer: 'Receipt',
    refusals: {
      422: {
        ...holidayReason,
        'name-needed': 'Enter what the day is called',
        'end-before-start': 'The last day must not be before the first',
        'too-many-days': 'At most 31 days can be declared at once',
        'holiday-too-far': 'The day must be within two years',
        'no-working-day': 'There is no working day in it: weekends, bank holidays and days declared before need not be declared',
      },
    },
  },
  {
    method: 'post',
    path: '/trusts/{trust}/holidays/withdrawals',
    id: 'withdrawHoliday',
    summary: 'Takes back a day off that the trust had declared: it is worked after all.',
    allowed: ['trust-admin'],
    body: {
      schema: 'WithdrawHoliday',
      example: { commandId: command(7), seen: 1, on: '2026-12-29', reason: 'The move is put off.' },
    },
    status: 200,
    answer: 'Receipt',
    refusals: {
      409: { 'no-such-holiday': 'This day is not among the trust’s own holidays any more. Yours was not recorded.' },
      422: holidayReason,
    },
  },
];
