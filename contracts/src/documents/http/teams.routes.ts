import { post, type Operation, type Refusals } from './operation.js';

const admins = ['trust-admin'];
const command = (n: number): string => `5f1d2c3b-0000-4000-8000-0000000002${String(n).padStart(2, '0')}`;
const ruth = '9e000000-0000-4000-8000-000000000001';
const nadia = '9e000000-0000-4000-8000-000000000002';
const noSuchTeam: Refusals[number] = { 'no-such-team': 'There is no such record in your trust.' };
const leadNotAMember: Refusals[number] = { 'lead-not-a-member': 'The lead must be in the team' };
const noWork: Refusals[number] = { 'no-work': 'Choose at least one kind of work' };
const cannotCoverHimself: Refusals[number] = { 'cannot-cover-himself': 'Choose somebody else to act meanwhile' };

const ofTeams: readonly Operation[] = [
  post({
    path: '/trusts/{trust}/teams',
    id: 'formTeam',
    summary: 'Forms a team.',
    allowed: admins,
    body: {
      schema: 'FormTeam',
      example: { commandId: command(7), name: 'Training nurses', members: [ruth, nadia], lead: ruth, receives: ['reviews', 'calls'] },
    },
    status: 201,
    refusals: { 422: { ...leadNotAMember, ...noWork, 'no-name': 'Enter the name of the team' } },
  }),
  ...(
    [
      ['members', 'joinTeam', 'Adds somebody to a team.', { 404: noSuchTeam }],
      [
        'withdrawals',
        'withdrawFromTeam',
        'Takes somebody out of a team; the team keeps the tasks.',
        { 404: noSuchTeam, 409: { 'not-a-member': 'This person is not in the team.' } },
      ],
      ['lead', 'nameLead', 'Names the lead of a team.', { 404: noSuchTeam, 422: leadNotAMember }],
    ] as const
  ).map(([part, id, summary, refusals], index) =>
    post({
      path: `/trusts/{trust}/teams/{team}/${part}`,
      id,
      summary,
      allowed: admins,
      body: { schema: 'AboutAMember', example: { commandId: command(8 + index), seen: 1, person: nadia } },
      refusals,
    }),
  ),
  post({
    path: '/trusts/{trust}/teams/{team}/work',
    id: 'agreeWork',
    summary: 'Says what kinds of work a team takes.',
    allowed: admins,
    body: { schema: 'AgreeWork', example: { commandId: command(11), seen: 1, receives: ['reviews', 'calls'] } },
    refusals: { 404: noSuchTeam, 422: noWork },
  }),
];

const coverRefused: Refusals[number] = {
  ...cannotCoverHimself,
  'cover-has-left': 'Choose somebody else: this person has left or may not sign in',
};
const ofStaff: readonly Operation[] = [
  {
    method: 'get',
    path: '/trusts/{trust}/staff/{person}/who-would-act',
    id: 'whoWouldAct',
    summary:
      'Who would have which tasks if somebody were away, had left, might not sign in or had other roles, by the rules that will decide it. Nothing is recorded.',
    allowed: [...admins, 'platform-admin'],
    query: {
      what: '`away`, `left`, `out-of-use` or `roles`.',
      roles: 'All roles from then on, with commas between them.',
      fromOn: 'First day away, such as 2026-06-08.',
      untilOn: 'Last day away.',
      cover: 'Subject of whoever would act meanwhile, or take over.',
    },
    status: 200,
    answer: 'WhoWouldAct',
    refusals: { 422: { 'not-understood': 'It is not said what is asked, or a day is none.' } },
  },
  post({
    path: '/trusts/{trust}/staff/{person}/absences',
    id: 'sayAway',
    summary: 'Records that somebody will be away, and who acts meanwhile. Not why.',
    allowed: admins,
    body: { schema: 'SayAway', example: { commandId: command(12), fromOn: '2026-06-08', untilOn: '2026-06-19', cover: ruth } },
    status: 201,
    refusals: {
      409: { 'away-already': 'This person is recorded as away on some of these days already.', 'has-left': 'This person has left.' },
      422: {
        'ends-before-it-begins': 'The last day must not be before the first',
        'ended-already': 'The last day must be today or later',
        ...coverRefused,
        'cover-away': 'Choose somebody else: this person is away the whole time',
      },
    },
  }),
  post({
    path: '/trusts/{trust}/staff/{person}/absences/{absence}/end',
    id: 'callOffAbsence',
    summary: 'Calls an absence off, or ends it early.',
    allowed: admins,
    body: { schema: 'JustACommand', example: { commandId: command(13) } },
    refusals: { 409: { 'no-such-absence': 'This absence is over or was called off.' } },
  }),
  post({
    path: '/trusts/{trust}/staff/{person}/leaving',
    id: 'sayLeft',
    summary: 'Records that somebody works at the trust no longer, and who takes over the open tasks.',
    allowed: admins,
    body: { schema: 'SayLeft', example: { commandId: command(14), cover: ruth } },
    refusals: {
      409: { 'last-administrator': 'This is the last administrator of a trust in use. Add another first.' },
      422: coverRefused,
    },
  }),
  post({
    path: '/trusts/{trust}/staff/{person}/return',
    id: 'sayBack',
    summary: 'Records that somebody who had left works at the trust again.',
    allowed: admins,
    body: { schema: 'JustACommand', example: { commandId: command(15) } },
    refusals: { 409: { 'has-not-left': 'This person is not recorded as having left.' } },
  }),
  post({
    path: '/trusts/{trust}/working-hours',
    id: 'agreeWorkingHours',
    summary: 'Says when the teams of the trust are at work, on which days the trust is closed, and which role is on call otherwise.',
    allowed: admins,
    body: {
      schema: 'AgreeWorkingHours',
      example: {
        commandId: command(16),
        opens: '09:00',
        closes: '17:00',
        days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
        closedOn: ['2026-05-29'],
        onCall: 'consultant',
      },
    },
    refusals: {
      422: { 'closes-before-it-opens': 'The end of the day must be after its beginning', 'no-working-day': 'Choose at least one day' },
    },
  }),
];

/** Teams, absence and working hours. */
export const teamRoutes: readonly Operation[] = [...ofTeams, ...ofStaff];
