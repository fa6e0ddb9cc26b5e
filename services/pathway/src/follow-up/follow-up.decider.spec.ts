import { describe, expect, it } from '@jest/globals';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import { isHeld, nextDate } from './follow-up.schedule.js';
import { openTests } from './ladder.dates.js';

import {
  given,
  protocol,
  followUp,
  patient,
  team,
  calendar,
  start,
  psa,
  consider,
  run,
  stateOf,
  reviewsOf,
  types,
  review,
} from './follow-up.fixture.js';

describe('starting a follow-up', () => {
  it('pins the protocol and lays down the whole schedule', () => {
    const [begun] = run(start()) as [Extract<FollowUpEvent, { type: 'FollowUpStarted' }>];
    expect(begun).toMatchObject({ type: 'FollowUpStarted', patient, protocol: { version: 1 }, anchorOn: '2025-09-01' });
    expect(begun.tests.map((test) => test.label)).toEqual([
      '6 weeks',
      '6 months',
      '12 months',
      '18 months',
      '24 months',
      '30 months',
      '36 months',
      '42 months',
      '48 months',
      '54 months',
      '60 months',
    ]);
    expect(nextDate(stateOf([begun]))).toBe('2025-10-13');
  });
  it('shows tests whose window closed before it, and does not ask for them', () => {
    const events = run(start({ anchorOn: '2024-09-01' }));
    expect(
      openTests(stateOf(events))
        .map((test) => test.label)
        .slice(0, 2),
    ).toEqual(['18 months', '24 months']);
  });
  it('considers at once what is on record since the operation, and not what is from before', () => {
    const events = run(start({ results: [psa('8.1', '2025-08-20'), psa('0.3', '2025-10-15')] }));
    expect(types(events)).toEqual(['FollowUpStarted', 'ResultInterpreted', 'ReviewOpened', 'TestFulfilled']);
    expect(events[1]).toMatchObject({ reading: 'unconfirmed-rise' });
  });
  it('is refused twice, for the dead, before the operation, and with a limit in another unit', () => {
    given(...run(start()))
      .when(start())
      .thenRefused('already-started');
    given()
      .when(start({ patientDied: true }))
      .thenRefused('patient-died');
    given()
      .when(start({ anchorOn: '2025-10-21' }))
      .thenRefused('anchor-in-the-future');
    given()
      .when(start({ personalLimit: { value: 0.4, unit: 'nmol/L', source: 'personal' } }))
      .thenRefused('limit-unit-differs');
    given()
      .when(start({ personalLimit: { value: 0.4, unit: 'ng/mL', source: 'personal', untilOn: '2025-10-01' } }))
      .thenRefused('limit-end-in-the-past');
  });
  it.each([[0], [-0.1], [10.1], [99999]])('is refused with a limit of %d, under which nobody would look as meant', (value) =>
    given()
      .when(start({ personalLimit: { value, unit: 'ng/mL', source: 'personal' } }))
      .thenRefused('limit-out-of-range'),
  );
  it('can be undone while nobody has decided anything, with a reason, and takes its reviews along', () => {
    const events = run(start({ results: [psa('0.3', '2025-10-15')] }));
    given(...events)
      .when({ type: 'UndoStart', followUp, reason: ' ' })
      .thenRefused('reason-needed');
    expect(types(given(...events).when({ type: 'UndoStart', followUp, reason: 'wrong patient' }).events)).toEqual([
      'ReviewWithdrawn',
      'StartUndone',
    ]);
    const decided = run(...[start({ results: [psa('0.3', '2025-10-15')] })]);
    given(...decided, ...given(...decided).when(review(decided)).events)
      .when({ type: 'UndoStart', followUp, reason: 'wrong' })
      .thenRefused('already-decided');
  });
});

describe('considering a result', () => {
  it('under the limit: a reading, the test done, a letter due, no review', () => {
    const events = given(...run(start())).when(consider('2026-03-03', psa('0.03', '2026-03-01'))).events;
    expect(events).toEqual([
      expect.objectContaining({
        type: 'ResultInterpreted',
        reading: 'under-limit',
        letterBy: '2026-03-10',
        rule: protocol.rules[0]!.name,
        source: protocol.rules[0]!.source.from,
      }),
      expect.objectContaining({ type: 'TestFulfilled', on: '2026-03-01' }),
    ]);
  });
  it('at or above the limit: the review is opened in the same append, due in two working days, with a proposed repeat', () => {
    const events = given(...run(start())).when(consider('2026-03-06', psa('0.21', '2026-03-05'))).events;
    expect(types(events)).toEqual(['ResultInterpreted', 'ReviewOpened', 'TestFulfilled']);
    expect(events[1]).toMatchObject({
      about: 'result',
      reading: 'unconfirmed-rise',
      seriousness: 2,
      reviewBy: '2026-03-10',
      proposes: { kind: 'repeat', by: '2026-04-16' },
      team,
    });
  });
  it('a second time: suspected recurrence, more serious than the first', () => {
    const events = run(start(), consider('2026-01-13', psa('0.21', '2026-01-12')), consider('2026-03-03', psa('0.27', '2026-03-02')));
    expect(reviewsOf(events).map((r) => r.reading)).toEqual(['unconfirmed-rise', 'biochemical-recurrence-suspected']);
  });
  it('again without news says nothing', () => {
    const events = run(start(), consider('2026-03-06', psa('0.21', '2026-03-05')));
    given(...events)
      .when(consider('2026-03-09', psa('0.21', '2026-03-05')))
      .thenNothing();
    given(...events)
      .when(consider('2026-03-09'))
      .thenNothing();
  });
  it('never takes an older version for news', () => {
    const events = run(start(), consider('2026-03-06', psa('0.21', '2026-03-05', { version: 2 })));
    given(...events)
      .when(consider('2026-03-09', psa('0.11', '2026-03-05', { version: 1 })))
      .thenNothing();
  });
  it('that cannot be interpreted asks a clinician and leaves the test due', () => {
    const events = run(start(), consider('2026-03-06', psa('haemolysed', '2026-03-05')));
    expect(types(events).slice(1)).toEqual(['ResultInterpreted', 'ReviewOpened']);
    expect(openTests(stateOf(events))[0]!.label).toBe('6 weeks');
  });
  it('that is preliminary is shown, asks nobody and leaves the test due', () =>
    expect(types(run(start(), consider('2026-03-06', psa('0.9', '2026-03-05', { status: 'preliminary' }))).slice(1))).toEqual([
      'ResultInterpreted',
    ]));
  it('corrected to normal withdraws the open review', () => {
    const events = run(
      start(),
      consider('2026-03-06', psa('0.21', '2026-03-05')),
      consider('2026-03-08', psa('0.02', '2026-03-05', { version: 2, status: 'corrected' })),
    );
    expect(reviewsOf(events)).toEqual([]);
    expect(types(events).slice(-2)).toEqual(['ResultInterpreted', 'ReviewWithdrawn']);
  });
  it('corrected to abnormal opens one', () =>
    expect(
      reviewsOf(
        run(start(), consider('2026-03-06', psa('0.02', '2026-03-05')), consider('2026-03-08', psa('0.21', '2026-03-05', { version: 2 }))),
      ),
    ).toHaveLength(1));
  it('changed after a decision asks again, whichever way it changed', () => {
    const abnormal = run(start(), consider('2026-03-06', psa('0.21', '2026-03-05')));
    const decided = [...abnormal, ...given(...abnormal).when(review(abnormal)).events];
    for (const raw of ['0.02', '0.9']) {
      const after = [...decided, ...given(...decided).when(consider('2026-03-12', psa(raw, '2026-03-05', { version: 2 }))).events];
      expect(reviewsOf(after)).toMatchObject([{ about: 'changed-after-decision', result: 'r-2026-03-05' }]);
      const settled = [...after, ...given(...after).when(review(after, { calendar: calendar('2026-03-12') })).events];
      given(...settled)
        .when(consider('2026-03-13', psa(raw, '2026-03-05', { version: 2 })))
        .thenNothing();
    }
  });
  it('changed after a decision promises no letter before somebody has decided again, and read anew none at all', () => {
    const abnormal = run(start(), consider('2026-03-06', psa('0.21', '2026-03-05')));
    const decided = [...abnormal, ...given(...abnormal).when(review(abnormal)).events];
    const changed = given(...decided).when(consider('2026-03-08', psa('0.02', '2026-03-05', { version: 2 }))).events;
    expect(changed[0]).toMatchObject({ type: 'ResultInterpreted', reading: 'under-limit', decision: 'asked-again' });
    expect(changed[0]).not.toHaveProperty('letterBy');
    const again = given(...decided).when(consider('2026-03-08', psa('0.21', '2026-03-05', { version: 2, status: 'corrected' }))).events;
    expect(again).toEqual([expect.objectContaining({ type: 'ResultInterpreted', decision: 'stands' })]);
  });
  it('taken back: the reading falls, the review closes, the test is due again', () => {
    const events = run(start(), consider('2026-03-06', psa('0.21', '2026-03-05')));
    const after = given(...events).when({
      type: 'ConsiderResults',
      followUp,
      calendar: calendar('2026-03-08'),
      results: [{ result: 'r-2026-03-05', version: 2, gone: 'withdrawn' }],
    }).events;
    expect(types(after)).toEqual(['ReadingWithdrawn', 'ReviewWithdrawn', 'TestReopened']);
  });
  it('of the last test, with nothing left to come, asks how it ends', () => {
    const events = run(
      start({ anchorOn: '2020-09-01', calendar: calendar('2025-09-02') }),
      consider('2025-09-10', psa('<0.01', '2025-09-08')),
    );
    expect(reviewsOf(events)).toMatchObject([{ about: 'schedule-complete' }]);
    const end = review(events, { decision: { kind: 'end', because: 'schedule-complete' }, calendar: calendar('2025-09-12') });
    expect(types(given(...events).when(end).events)).toEqual(['ResultReviewed', 'FollowUpEnded']);
    given(...events)
      .when(review(events, { calendar: calendar('2025-09-12') }))
      .thenRefused('decision-not-for-this-review');
  });
});

describe('a death that was none', () => {
  const abnormal = run(start(), consider('2026-03-05', psa('0.5', '2026-03-03')));
  const recalled = [...abnormal, ...given(...abnormal).when(review(abnormal, { decision: { kind: 'recall', by: '2026-03-20' } })).events];
  const died: FollowUpCommand = { type: 'EndForDeath', followUp, on: '2026-03-07' };
  const lives = { type: 'ResumeAfterDeathWithdrawn', followUp, besides: [], calendar: calendar('2026-03-09') } as const;

  it('puts a clinic that it had stopped before a clinician again', () => {
    const dead = [...recalled, ...given(...recalled).when(died).events];
    expect(types(dead).slice(-2)).toEqual(['FollowUpEnded', 'RecallSettled']);
    const alive = [...dead, ...given(...dead).when(lives).events];
    expect(reviewsOf(alive)).toEqual([
      expect.objectContaining({
        about: 'changed-after-decision',
        sentence: expect.stringContaining('A clinic by 20 March 2026 was to be kept.'),
      }),
    ]);
  });
  it('asks which of two is needed where a merge meanwhile brought another with it', () => {
    const dead = [...abnormal, ...given(...abnormal).when(died).events];
    const alive = [...dead, ...given(...dead).when({ ...lives, besides: ['other'] }).events];
    expect(reviewsOf(alive).map(({ about }) => about)).toEqual(['result', 'two-follow-ups']);
  });
  it('asks nothing where it had stopped nothing that its results do not bring back', () => {
    const dead = [...abnormal, ...given(...abnormal).when(died).events];
    const alive = [...dead, ...given(...dead).when(lives).events];
    expect(reviewsOf(alive).map(({ about }) => about)).toEqual(['result']);
  });
});

describe('death and merge', () => {
  const abnormal = run(start(), consider('2026-03-06', psa('0.21', '2026-03-05')));
  it('death ends follow-up and closes its reviews; a death withdrawn brings both back', () => {
    const dead = [...abnormal, ...given(...abnormal).when({ type: 'EndForDeath', followUp, on: '2026-03-07' }).events];
    expect(types(dead).slice(-2)).toEqual(['ReviewWithdrawn', 'FollowUpEnded']);
    given(...dead)
      .when({ type: 'EndForDeath', followUp, on: '2026-03-07' })
      .thenNothing();
    given(...dead)
      .when(consider('2026-03-09', psa('0.5', '2026-03-08')))
      .thenNothing();
    expect(
      types(given(...dead).when({ type: 'ResumeAfterDeathWithdrawn', followUp, besides: [], calendar: calendar('2026-03-10') }).events),
    ).toEqual(['FollowUpResumed', 'ReviewOpened']);
  });
  it('a merge moves it, once, and asks a clinician when the other record is in follow-up too', () => {
    given(...abnormal)
      .when({ type: 'ReassignFollowUp', followUp, to: 'q', besides: [], calendar: calendar('2026-03-08') })
      .then({ type: 'FollowUpReassigned', to: 'q', from: patient });
    const both = [
      ...abnormal,
      ...given(...abnormal).when({ type: 'ReassignFollowUp', followUp, to: 'q', besides: ['other'], calendar: calendar('2026-03-08') })
        .events,
    ];
    expect(reviewsOf(both).map((r) => r.about)).toEqual(['result', 'two-follow-ups']);
    given(...both)
      .when({ type: 'ReassignFollowUp', followUp, to: 'q', besides: ['other'], calendar: calendar('2026-03-08') })
      .thenNothing();
  });
});

describe('at the end of every append', () => {
  it('a follow-up has an ending, an open review or a next date (INV-14)', () => {
    const histories = [run(start()), run(start({ anchorOn: '2010-01-01' })), abnormalToEnd()];
    for (const events of histories) expect(isHeld(stateOf(events))).toBe(true);
  });
});
const abnormalToEnd = (): FollowUpEvent[] =>
  run(start({ anchorOn: '2020-09-01', calendar: calendar('2025-09-02') }), consider('2025-09-10', psa('0.5', '2025-09-08')));
