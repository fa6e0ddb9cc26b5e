import { describe, expect, it } from '@jest/globals';
import type { Message } from '@rms/messaging';
import { FollowedClock } from './followed-clock.js';

const said = (type: string, data: object): Message => ({ type, data }) as Message;
const moveTo = (to: string, systemAt: string): Message => said('registration.training-clock-moved.v1', { to, systemAt });

describe('a clock that follows the training clock', () => {
  const system = { at: Date.parse('2026-03-04T09:00:00.000Z'), now: () => system.at };
  it('is the machine’s clock until a move is heard, and whatever else is heard', () => {
    const clock = new FollowedClock(system);
    clock.heard(said('registration.patient-registered.v1', { to: '2030-01-01T00:00:00.000Z', systemAt: '2026-03-04T09:00:00.000Z' }));
    expect(clock.now()).toBe(system.at);
  });
  it('stands where it was moved to, and goes on from there at the machine’s pace', () => {
    const clock = new FollowedClock(system);
    clock.follow([
      { message: moveTo('2026-04-01T09:00:00.000Z', '2026-03-04T08:00:00.000Z') },
      { message: moveTo('2026-06-01T09:00:00.000Z', '2026-03-04T08:59:00.000Z') },
      { unreadable: { stream: 's', position: 1, trust: '', time: '', why: '' } },
    ]);
    expect(new Date(clock.now()).toISOString()).toBe('2026-06-01T09:01:00.000Z');
    system.at += 60_000;
    expect(new Date(clock.now()).toISOString()).toBe('2026-06-01T09:02:00.000Z');
  });
});
