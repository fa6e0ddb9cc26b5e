import { describe, expect, it } from '@jest/globals';
import { accept, type Decider } from '@rms/event-sourcing/pure';
import { addDays, daysBetween, parseCivilDate } from '@rms/nhs';
import { missedTestOf } from '@rms/protocols';
import fc from 'fast-check';
import { civil } from './civil.js';
import { followUpDecider } from './follow-up.decider.js';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import { calendar, followUp, psa, ruth, start } from './follow-up.fixture.js';
import { isHeld } from './follow-up.schedule.js';
import type { FollowUpState, Started } from './follow-up.state.js';
import { openTests, overdueFrom, wakeOn } from './ladder.dates.js';
import { appointment } from './missed-test.fixture.js';

type FollowUpDecider = Decider<FollowUpState, FollowUpCommand, FollowUpEvent, FollowUpRefusal>;

/** What somebody or something does on a day. */
type Deed =
  | { readonly kind: 'result'; readonly raw: string; readonly daysBefore: number }
  | { readonly kind: 'taken-back' }
  | { readonly kind: 'decides'; readonly how: 'continue' | 'repeat' | 'recall' | 'suspend' | 'end'; readonly inDays: number }
  | { readonly kind: 'settles-a-clinic' }
  | { readonly kind: 'suspends' | 'appointment' | 'not-attended'; readonly inDays: number }
  | { readonly kind: 'resumes' | 'dies' | 'lives' | 'cancels' }
  | { readonly kind: 'rings'; readonly how: 'booked' | 'declined' | 'not-reached' | 'wrong-number'; readonly inDays: number };
/** Days go by, of which only some are noticed by anybody, and then something happens. */
interface Day {
  readonly after: number;
  readonly noticed: boolean;
  readonly deed: Deed | undefined;
}

const inDays = fc.integer({ min: 0, max: 120 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constant('result' as const),
    raw: fc.constantFrom('0.03', '0.3', '<0.01', 'haemolysed'),
    daysBefore: fc.integer({ min: 0, max: 20 }),
  }),
  fc.record({ kind: fc.constant('taken-back' as const) }),
  fc.record({
    kind: fc.constant('decides' as const),
    how: fc.constantFrom('continue' as const, 'repeat' as const, 'recall' as const, 'suspend' as const, 'end' as const),
    inDays,
  }),
  fc.record({ kind: fc.constant('settles-a-clinic' as const) }),
  fc.record({ kind: fc.constantFrom('suspends' as const, 'appointment' as const, 'not-attended' as const), inDays }),
  fc.record({ kind: fc.constantFrom('resumes' as const, 'dies' as const, 'lives' as const, 'cancels' as const) }),
  fc.record({
    kind: fc.constant('rings' as const),
    how: fc.constantFrom('booked' as const, 'declined' as const, 'not-reached' as const, 'wrong-number' as const),
    inDays,
  }),
);
const day: fc.Arbitrary<Day> = fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 250 })),
  noticed: fc.boolean(),
  deed: fc.option(deed, { nil: undefined, freq: 4 }),
});
const life = fc.array(day, { minLength: 4, maxLength: 24 });
const shortLife = fc.array(
  day.map((one) => ({ ...one, after: one.after % 20 })),
  { minLength: 4, maxLength: 16 },
);

const commandFor = (what: Deed, state: Started, today: string): FollowUpCommand | undefined => {
  const on = (days: number): string => addDays(civil(today), days);
  const common = { followUp, calendar: calendar(today) };
  const known = Object.entries(state.results).find(([, one]) => one.counts);
  const [review] = Object.values(state.reviews);
  const [missed] = Object.keys(state.ladders);
  const [recall] = Object.keys(state.recalls);
  const booked = Object.entries(state.bookings).find(([, one]) => one.standing === 'booked' && one.version > 0);
  const hear = (told: ReturnType<typeof appointment>): FollowUpCommand => ({
    type: 'ConsiderAppointments',
    appointments: [told],
    ...common,
  });
  const id = `a-${today}`;
  switch (what.kind) {
    case 'result':
      return { type: 'ConsiderResults', results: [psa(what.raw, on(-what.daysBefore))], ...common };
    case 'taken-back':
      if (known?.[1].counts !== true) return undefined;
      return { type: 'ConsiderResults', results: [{ result: known[0], version: 99, gone: 'withdrawn' }], ...common };
    case 'decides': {
      if (review === undefined) return undefined;
      const decision =
        what.how === 'continue'
          ? ({ kind: 'continue' } as const)
          : what.how === 'end'
            ? ({ kind: 'end', because: 'schedule-complete' } as const)
            : ({ kind: what.how, by: on(what.inDays) } as const);
      return { type: 'ReviewResult', review: review.review, decision, reason: 'So decided.', reviewer: ruth, ...common };
    }
    case 'settles-a-clinic':
      return recall === undefined ? undefined : { type: 'SettleRecall', recall, outcome: 'seen', note: 'Seen.', ...common };
    case 'suspends':
      return { type: 'SuspendFollowUp', reason: 'Abroad.', reviewOn: on(what.inDays), by: 'ruth', ...common };
    case 'resumes':
      return { type: 'ResumeFollowUp', reason: 'Back.', ...common };
    case 'appointment':
      return hear(appointment(on(what.inDays), 'booked', { appointment: id }));
    case 'not-attended':
      return hear(appointment(on(-Math.min(what.inDays, 10)), 'missed', { appointment: booked?.[0] ?? id, version: 7 }));
    case 'cancels':
      return booked === undefined ? undefined : hear(appointment(booked[1].on, 'cancelled', { appointment: booked[0], version: 5 }));
    case 'dies':
      return { type: 'EndForDeath', followUp, on: today };
    case 'lives':
      return { type: 'ResumeAfterDeathWithdrawn', besides: [], ...common };
    case 'rings': {
      if (missed === undefined) return undefined;
      const call = what.how === 'booked' ? { outcome: 'booked' as const, on: on(what.inDays) } : { outcome: what.how };
      return { type: 'RecordMissedTestCall', test: missed, call, note: 'Rang him.', ...common };
    }
    default:
      return what satisfies never;
  }
};

/** A life of a follow-up, folded from its stored facts again before each command, as after a restart. */
class Life {
  events: FollowUpEvent[] = [];
  today = '2025-10-20';
  constructor(
    private readonly decider: FollowUpDecider,
    private readonly everyDay: boolean,
  ) {
    this.give(start());
  }
  #folded: { readonly of: number; readonly state: Started } | undefined;
  get state(): Started {
    if (this.#folded?.of === this.events.length) return this.#folded.state;
    const stored = JSON.parse(JSON.stringify(this.events)) as FollowUpEvent[];
    const state = stored.reduce<FollowUpState>((before, event) => this.decider.evolve(before, event), this.decider.initialState) as Started;
    this.#folded = { of: this.events.length, state };
    return state;
  }
  give(command: FollowUpCommand): readonly FollowUpEvent[] {
    const decision = this.decider.decide(command, this.events.length === 0 ? this.decider.initialState : this.state);
    const events = decision.accepted ? decision.events : [];
    this.events.push(...events);
    if (events.length > 0) expect([this.today, command.type, isHeld(this.state)]).toEqual([this.today, command.type, true]);
    return events;
  }
  notice(): readonly FollowUpEvent[] {
    const came = this.give({ type: 'NoticeDate', followUp, calendar: calendar(this.today) });
    const letters = came.filter((event) => event.type === 'LadderStepTaken').length;
    expect([this.today, letters <= 1]).toEqual([this.today, true]);
    // Woken twice is woken once, and nothing that was due is left lying.
    expect(this.give({ type: 'NoticeDate', followUp, calendar: calendar(this.today) })).toEqual([]);
    const next = wakeOn(this.state);
    expect([this.today, next === '' || next > this.today]).toEqual([this.today, true]);
    this.#everythingClimbs();
    return came;
  }
  live(days: readonly Day[]): this {
    for (const { after, noticed, deed: what } of days) {
      for (let n = 0; n < after; n += 1) {
        this.today = addDays(civil(this.today), 1);
        if (this.everyDay) this.notice();
      }
      if (noticed) this.notice();
      const command = what === undefined ? undefined : commandFor(what, this.state, this.today);
      if (command !== undefined) this.give(command);
    }
    this.notice();
    return this;
  }
  // INV-15: what is overdue is on a ladder, and where it should be by now; what has climbed to the end is with a clinician.
  #everythingClimbs(): void {
    const { state, today } = this;
    if (state.phase === 'ended' || state.suspension !== undefined) {
      expect(Object.keys(state.ladders)).toEqual([]);
      return;
    }
    for (const test of openTests(state)) {
      if (overdueFrom(state, test) > today) continue;
      const climbing = Object.entries(state.ladders).filter(([, { kind }]) => kind === test.kind);
      expect([today, test.label, climbing.length]).toEqual([today, test.label, 1]);
      for (const [climber, { step }] of climbing)
        if (step === 'clinician')
          expect(Object.values(state.reviews)).toContainEqual(expect.objectContaining({ about: 'test-missed', test: climber }));
    }
  }
}

const holds = (decider: FollowUpDecider = followUpDecider, everyDay = false) =>
  fc.property(everyDay ? shortLife : life, (days) => {
    new Life(decider, everyDay).live(days);
  });

describe('whatever happens, on whatever day somebody looks', () => {
  it('nobody is unheld (INV-14), every missed test climbs on time and ends with a clinician (INV-15)', () => {
    fc.assert(holds(), { numRuns: 300, seed: 20261122 });
  }, 120_000);
  it('the same when somebody looks every day', () => {
    fc.assert(holds(followUpDecider, true), { numRuns: 20, seed: 20261122 });
  }, 120_000);

  it('a test that nobody does is reminded, reminded, rung about and brought to a clinician on its days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (more) => {
        const one = new Life(followUpDecider, true).live([{ after: 100 + more, noticed: true, deed: undefined }]);
        const taken = one.events.flatMap((event) => (event.type === 'LadderStepTaken' ? [event] : []));
        const [overdue] = one.events.flatMap((event) => (event.type === 'TestBecameOverdue' ? [event] : []));
        const from = addDays(parseCivilDate(overdue!.dueOn)!, 15);
        const { secondReminderAfterDays, telephoneAfterDays, clinicianAfterDays } = missedTestOf(one.state.protocol, 'psa');
        expect(taken.slice(0, 4).map(({ step, on }) => [step, daysBetween(from, civil(on))])).toEqual([
          ['reminder', 0],
          ['second-reminder', secondReminderAfterDays],
          ['telephone', telephoneAfterDays],
          ['clinician', clinicianAfterDays],
        ]);
      }),
      { numRuns: 5, seed: 20261122 },
    );
  }, 120_000);
});

describe('a fault would be found', () => {
  const faulty = (changed: (command: FollowUpCommand, state: FollowUpState) => FollowUpEvent[] | undefined): FollowUpDecider => ({
    ...followUpDecider,
    decide: (command, state) => {
      const events = changed(command, state);
      return events === undefined ? followUpDecider.decide(command, state) : accept(...events);
    },
  });
  const withoutFact = (type: FollowUpEvent['type'], of: FollowUpCommand['type']): FollowUpDecider =>
    faulty((command, state) => {
      const decision = followUpDecider.decide(command, state);
      return command.type === of && decision.accepted ? decision.events.filter((event) => event.type !== type) : undefined;
    });
  it.each<[string, FollowUpDecider]>([
    ['the ladder ended without a review', withoutFact('ReviewOpened', 'NoticeDate')],
    ['a date were not noticed', faulty((command) => (command.type === 'NoticeDate' ? [] : undefined))],
    ['a test that is done kept its ladder', withoutFact('MissedTestSettled', 'ConsiderResults')],
    ['a suspension kept its ladders', withoutFact('MissedTestSettled', 'SuspendFollowUp')],
    ['a decision left the ladder with nobody', withoutFact('MissedTestSettled', 'ReviewResult')],
  ])('if %s', (_, decider) => {
    expect(() => {
      fc.assert(holds(decider), { numRuns: 300, seed: 20261122, endOnFailure: true });
    }).toThrow('Property failed');
  });
});
