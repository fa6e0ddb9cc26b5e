import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { time } from '../task/roster.fixture.js';
import { helplineCall } from './helpline-call.aggregate.js';
import type { HelplineCallEvent } from './helpline-call.facts.js';
import { callBackBy, seriousnessOf } from './urgency.model.js';

const given = scenario(helplineCall.decider);
const now = '2026-03-10T10:00:00.000Z';
const said = {
  patient: 'p',
  caller: { name: 'Ann Training', phone: '01632 960 001' },
  said: 'New pain in the back.',
  symptoms: ['pain-new-or-worse'],
  urgency: 'same-day',
} as const;
const log = { type: 'LogCall', now, time, byClinician: false, ...said } as const;
const close = { type: 'CloseCall', byClinician: true, outcome: 'advised', note: 'Keep a diary.' } as const;
const logged = { type: 'HelplineCallLogged', ...said, callBackBy: '2026-03-10T17:00:00.000Z' } as const;
const { patient: _, ...ofAnUnknown } = said;
const unknown = { type: 'HelplineCallLogged', ...ofAnUnknown, callBackBy: '2026-03-10T17:00:00.000Z' } as const;
const tried: HelplineCallEvent = { type: 'CallBackTried', result: 'no-answer', note: '' };
const closed = { type: 'HelplineCallClosed', outcome: 'advised', note: 'Keep a diary.' } as const;

describe('a call', () => {
  it('is logged with the moment by which it is returned', () => {
    given().when(log).then(logged);
    given(logged).when(log).thenRefused('logged-already');
  });
  it('may be dealt with while the caller is on the line', () =>
    given()
      .when({ ...log, settled: { outcome: 'advised', note: 'Keep a diary.' }, byClinician: true })
      .then(logged, closed));
  it('is refused without who rang, what was said, or the number to ring', () => {
    given()
      .when({ ...log, caller: { name: ' ' } })
      .thenRefused('caller-needed');
    given()
      .when({ ...log, caller: { name: 'Ann' } })
      .thenRefused('phone-needed');
    given()
      .when({ ...log, said: '', symptoms: [] })
      .thenRefused('nothing-said');
  });
  it('about signs of spinal cord compression is an emergency, and an emergency is rung back', () => {
    given()
      .when({ ...log, symptoms: ['legs-weak-or-numb'] })
      .thenRefused('emergency-symptom');
    given()
      .when({ ...log, urgency: 'emergency', settled: { outcome: 'sent-to-emergency', note: 'Told to ring 999.' } })
      .thenRefused('emergency-cannot-close');
  });
  it('ends with an outcome and a note, once', () => {
    given(logged).when(close).then(closed);
    given(logged)
      .when({ ...close, note: ' ' })
      .thenRefused('note-needed');
    given(logged, closed).when(close).thenRefused('call-closed');
    given(logged, closed).when({ type: 'TryCallBack', result: 'engaged', note: '' }).thenRefused('call-closed');
    given().when(close).thenRefused('no-such-call');
  });
  it('is given up as not reached only after three tries', () => {
    const giveUp = { ...close, outcome: 'not-reached', note: 'A letter was asked for.' } as const;
    given(logged, tried, tried).when(giveUp).thenRefused('not-tried-enough');
    given(logged, tried, tried, tried)
      .when(giveUp)
      .then({ type: 'HelplineCallClosed', outcome: 'not-reached', note: 'A letter was asked for.' });
    given(logged).when({ type: 'TryCallBack', result: 'no-answer', note: '' }).then(tried);
  });
  it('about somebody unknown is linked to a patient later, and does not end as advice before', () => {
    given(unknown).when(close).thenRefused('unknown-cannot-close');
    given(unknown, tried, tried, tried)
      .when({ ...close, outcome: 'not-reached' })
      .thenRefused('unknown-cannot-close');
    given(unknown).when({ type: 'LinkCall', patient: 'p' }).then({ type: 'CallLinked', patient: 'p' });
    given(unknown, { type: 'CallLinked', patient: 'p' }).when(close).then(closed);
    given(logged).when({ type: 'LinkCall', patient: 'q' }).then({ type: 'CallLinked', patient: 'q', from: 'p' });
    given(logged).when({ type: 'LinkCall', patient: 'p' }).thenNothing();
  });
  it('about a new symptom, or for today, is dismissed by a clinician alone: with anybody else it stays with the team', () => {
    const other = { ...close, byClinician: false } as const;
    const forToday = { ...logged, symptoms: [] } as const;
    const plain = { ...logged, symptoms: [], urgency: 'three-days' } as const;
    for (const call of [logged, { ...logged, urgency: 'three-days' } as const, forToday])
      for (const outcome of ['advised', 'not-needed', 'passed-on'] as const) {
        given(call)
          .when({ ...other, outcome })
          .thenRefused('clinician-needed');
        given(call)
          .when({ ...close, outcome })
          .then({ ...closed, outcome });
      }
    given(logged, tried, tried, tried)
      .when({ ...other, outcome: 'not-reached' })
      .thenRefused('clinician-needed');
    given(logged)
      .when({ ...other, outcome: 'appointment-arranged' })
      .then({ ...closed, outcome: 'appointment-arranged' });
    given(plain).when(other).then(closed);
    given()
      .when({ ...log, settled: { outcome: 'not-needed', note: 'x' } })
      .thenRefused('clinician-needed');
  });
  it('about a new symptom of somebody unknown ends only when a clinician says why', () => {
    for (const outcome of ['appointment-arranged', 'sent-to-emergency', 'not-needed'] as const)
      given(unknown)
        .when({ ...close, byClinician: false, outcome })
        .thenRefused(outcome === 'not-needed' ? 'clinician-needed' : 'unknown-cannot-close');
    given(unknown)
      .when({ ...close, outcome: 'not-needed', note: 'A wrong number: nobody is ill.' })
      .then({ ...closed, outcome: 'not-needed', note: 'A wrong number: nobody is ill.' });
    const plain = { ...unknown, symptoms: [], urgency: 'three-days' } as const;
    given(plain)
      .when({ ...close, byClinician: false, outcome: 'not-needed' })
      .then({ ...closed, outcome: 'not-needed' });
  });
  it('follows its patient through a merge', () => {
    given(logged).when({ type: 'ReassignCall', patient: 'q' }).then({ type: 'CallReassigned', patient: 'q', from: 'p' });
    given(unknown).when({ type: 'ReassignCall', patient: 'q' }).thenNothing();
  });
});

describe('the call-back clock', () => {
  it.each([
    ['emergency', 'is an hour by the clock', '2026-03-10T10:00:00.000Z', '2026-03-10T11:00:00.000Z'],
    ['emergency', 'is an hour at night too', '2026-03-14T23:30:00.000Z', '2026-03-15T00:30:00.000Z'],
    ['same-day', 'ends when the teams close', '2026-03-10T10:00:00.000Z', '2026-03-10T17:00:00.000Z'],
    ['same-day', 'leaves two hours of work', '2026-03-10T16:30:00.000Z', '2026-03-11T10:30:00.000Z'],
    ['same-day', 'on a Saturday is Monday', '2026-03-14T10:00:00.000Z', '2026-03-16T17:00:00.000Z'],
    ['same-day', 'on Good Friday is the Tuesday', '2026-04-03T10:00:00.000Z', '2026-04-07T16:00:00.000Z'],
    ['three-days', 'is 72 hours', '2026-03-10T10:00:00.000Z', '2026-03-13T10:00:00.000Z'],
    ['three-days', 'that end on a Sunday end on Monday morning', '2026-03-12T10:00:00.000Z', '2026-03-16T11:00:00.000Z'],
    ['three-days', 'are 72 hours over a change of the clocks', '2026-03-27T16:00:00.000Z', '2026-03-30T16:00:00.000Z'],
    ['three-days', 'that end at closing end then', '2026-03-10T17:00:00.000Z', '2026-03-13T17:00:00.000Z'],
  ] as const)('of %s %s', (urgency, _, from, by) => expect(callBackBy(urgency, from, time)).toBe(by));

  it('makes an emergency the most serious, and symptoms more serious than none', () => {
    expect(seriousnessOf('emergency', [])).toBe(1);
    expect(seriousnessOf('same-day', ['lump'])).toBeLessThan(seriousnessOf('same-day', []));
    expect(seriousnessOf('three-days', ['lump'])).toBeLessThan(seriousnessOf('three-days', []));
  });
});
