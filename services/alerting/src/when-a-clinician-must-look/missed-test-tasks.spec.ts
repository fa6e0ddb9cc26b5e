import { describe, expect, it } from '@jest/globals';
import type { Message } from '@rms/messaging/pure';
import { parseCivilDate } from '@rms/nhs';
import { giveItAnOwner, type Desk } from './give-it-an-owner.policy.js';

const team = (id: string, receives: Desk['teams'][number]['receives']) => ({ _id: id, trust: 'ZT001', published: 1, name: id, receives });
const desk = (...teams: Desk['teams']): Desk => ({ teams, today: parseCivilDate('2026-03-16')!, holidays: new Set() });
const step = (name: string, more: object = {}): Message => ({
  type: 'pathway.missed-test-step-taken.v1',
  id: 'e',
  source: 'pathway',
  subject: 'pathway.follow-up-f',
  time: '2026-03-16T07:00:00.000Z',
  trust: 'ZT001',
  patient: 'p',
  published: 2,
  position: 2,
  actor: 'policy:pathway.notice-the-date',
  role: 'policy',
  correlationId: 'c',
  data: {
    followUp: 'f',
    patient: 'p',
    test: 't',
    name: 'PSA, 6 months',
    dueOn: '2026-02-16',
    step: name,
    by: '2026-03-30',
    because: 'date',
    team: 'nurses',
    ...more,
  },
});
const commands = (message: Message, at = desk(team('nurses', ['reviews']), team('callers', ['telephone']))) =>
  giveItAnOwner(message, at).map(({ command }) => command);

describe('a missed test that somebody is to ring about', () => {
  it('is a task of the team for telephone calls, due in two working days', () => {
    expect(commands(step('telephone'))).toMatchObject([
      {
        type: 'OpenTask',
        kind: 'telephone',
        about: 't',
        band: 'test-missed',
        dueOn: '2026-03-18',
        owner: { team: 'callers', role: 'support-worker' },
        followUp: 'f',
        why: 'PSA, 6 months, due on 16 February 2026, has not been done. Without a date a clinician is asked on 30 March 2026.',
      },
    ]);
  });
  it('is of every support worker where no team has it', () =>
    expect(commands(step('telephone'), desk())).toMatchObject([{ owner: { teamName: 'Every support worker of the trust' } }]));
  it('says that an appointment was not attended', () =>
    expect(commands(step('telephone', { because: 'not-attended' }))).toMatchObject([{ why: expect.stringContaining('not attended') }]));
  it('is nobody’s task while letters are written, and closes when a clinician is asked or it is settled', () => {
    expect(commands(step('reminder'))).toEqual([]);
    expect(commands(step('second-reminder'))).toEqual([]);
    expect(commands(step('clinician'))).toMatchObject([{ type: 'CloseTask' }]);
    const settled = { ...step('x'), type: 'pathway.missed-test-settled.v1', data: { test: 't', outcome: 'done' } };
    expect(commands(settled)).toMatchObject([{ type: 'CloseTask' }]);
  });
});

describe('a review of a missed test', () => {
  it('stands in the band of missed tests', () => {
    const opened = {
      ...step('x'),
      type: 'pathway.review-opened.v1',
      data: {
        followUp: 'f',
        patient: 'p',
        review: 'v',
        about: 'test-missed',
        test: 't',
        sentence: 'Story.',
        seriousness: 4,
        reviewBy: '2026-03-23',
        team: 'nurses',
      },
    };
    expect(commands(opened)).toMatchObject([{ kind: 'review', band: 'test-missed', title: 'Missed test to decide on' }]);
  });
});
