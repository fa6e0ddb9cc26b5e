import { describe, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { roster, somebody } from '../task/roster.fixture.js';
import { colleague } from './colleague.aggregate.js';

const given = scenario(colleague.decider);
const person = 'nadia';
const absence = { absence: 'a', fromOn: '2026-03-09', untilOn: '2026-03-20', cover: 'leah' };
const { fromOn: _, ...underWay } = absence;
const known = roster();
const say = { type: 'SayAway', today: '2026-03-05', roster: known, person, ...absence } as const;
const said = { type: 'StaffAway', person, ...absence } as const;
const began = { type: 'AbsenceBegan', person, ...underWay } as const;
const ended = { type: 'AbsenceEnded', person, absence: 'a' } as const;
const left = { type: 'StaffLeft', person, cover: 'leah' } as const;
const on = (today: string) => ({ type: 'NoticeDate', today }) as const;

describe('an absence', () => {
  it('is said beforehand, begins on its first day and ends on the day after its last', () => {
    given().when(say).then(said);
    given(said).when(on('2026-03-08')).thenNothing();
    given(said).when(on('2026-03-09')).then(began);
    given(said, began).when(on('2026-03-20')).thenNothing();
    given(said, began).when(on('2026-03-21')).then(ended);
    given(said, began, ended).when(on('2026-03-22')).thenNothing();
  });
  it('begins at once when it is under way already', () =>
    given()
      .when({ ...say, today: '2026-03-10' })
      .then(said, began));
  it('that came and went while nothing ran ends without having begun', () => given(said).when(on('2026-04-01')).then(ended));
  it('is called off, before and during', () => {
    given(said).when({ type: 'CallOffAbsence', absence: 'a' }).then(ended);
    given(said, began).when({ type: 'CallOffAbsence', absence: 'a' }).then(ended);
    given(said, ended).when({ type: 'CallOffAbsence', absence: 'a' }).thenRefused('no-such-absence');
  });
  it('is refused where it makes no sense', () => {
    given()
      .when({ ...say, untilOn: '2026-03-08' })
      .thenRefused('ends-before-it-begins');
    given()
      .when({ ...say, today: '2026-03-21' })
      .thenRefused('ended-already');
    given()
      .when({ ...say, cover: person })
      .thenRefused('cannot-cover-himself');
    given(said)
      .when({ ...say, absence: 'b', fromOn: '2026-03-20', untilOn: '2026-03-25' })
      .thenRefused('away-already');
    given(said, began)
      .when({ ...say, absence: 'b', fromOn: '2026-03-12', untilOn: '2026-03-13' })
      .thenRefused('away-already');
    given(left).when(say).thenRefused('has-left');
  });
  it('is refused with somebody who cannot act: away the whole time, or left', () => {
    const leah = (more: Parameters<typeof somebody>[1]) => roster({ colleagues: [somebody('leah', more)] });
    given()
      .when({ ...say, roster: leah({ planned: [{ absence: 'b', fromOn: '2026-03-01', untilOn: '2026-03-20' }] }) })
      .thenRefused('cover-away');
    given()
      .when({ ...say, roster: leah({ left: true }) })
      .thenRefused('cover-has-left');
  });
});

describe('somebody who leaves', () => {
  it('has left once, and may come back', () => {
    given(said, began).when({ type: 'SayLeft', person, roster: known, cover: 'leah' }).then(left);
    given(left).when({ type: 'SayLeft', person, roster: known }).thenNothing();
    given(left).when({ type: 'SayBack' }).then({ type: 'StaffCameBack', person });
    given().when({ type: 'SayBack' }).thenRefused('has-not-left');
    given().when({ type: 'SayLeft', person, roster: known, cover: person }).thenRefused('cannot-cover-himself');
  });
  it('is not the last administrator of a trust', () => {
    const owen = { person: 'owen', roles: ['trust-admin'], hadRoles: ['trust-admin'], inUse: true };
    const leaves = (more: Parameters<typeof roster>[0]) => ({ type: 'SayLeft', person: 'owen', roster: roster(more) }) as const;
    given()
      .when(leaves({ staff: [owen, { ...owen, person: 'ines', inUse: false }] }))
      .thenRefused('last-administrator');
    given()
      .when(leaves({ staff: [owen, { ...owen, person: 'ines' }], colleagues: [somebody('ines', { left: true })] }))
      .thenRefused('last-administrator');
    given()
      .when(leaves({ staff: [owen, { ...owen, person: 'ines' }] }))
      .then({ type: 'StaffLeft', person: 'owen' });
  });
  it('is woken for nothing any more', () => given(said, left).when(on('2026-03-09')).thenNothing());
});
