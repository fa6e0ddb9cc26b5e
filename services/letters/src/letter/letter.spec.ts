import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { letterDecider } from './letter.decider.js';
import type { LetterEvent } from './letter.facts.js';
import {
  at,
  calendar,
  news,
  draft,
  clerk,
  nurse,
  owed,
  grave,
  drafted,
  approved,
  handedOver,
  accepted,
  dispatched,
  unknown,
  needed,
} from './letter.fixture.js';

const given = scenario(letterDecider);
const { by: _, ...stillNews } = news;
const owe = { type: 'OweLetter', ...news, heard: 4, next: 'n', calendar } as const;
const types = (events: readonly LetterEvent[]): readonly string[] => events.map(({ type }) => type);

describe('what is owed', () => {
  it('is owed once for the same news, and again for other news', () => {
    given()
      .when({ ...owe, heard: 3 })
      .then(owed);
    given(owed).when(owe).thenNothing();
    given(owed, drafted).when(owe).thenNothing();
    given(owed, drafted, approved)
      .when({ ...owe, says: 'corrected' })
      .then({ ...owed, says: 'corrected', heard: 4 });
  });
  it('is not owed, and not cancelled, by a fact older than the one behind it', () => {
    given({ ...owed, heard: 5 })
      .when({ ...owe, says: 'older' })
      .thenNothing();
    given({ ...owed, heard: 5 })
      .when({ type: 'CancelLetter', because: 'result-changed', heard: 4, calendar })
      .thenNothing();
  });
  it('promises nothing new for what is no longer news, but says what is so where it is owed already', () => {
    given()
      .when({ type: 'OweLetter', ...stillNews, heard: 4, next: 'n', calendar })
      .thenNothing();
    given(owed)
      .when({ type: 'OweLetter', ...stillNews, says: 'corrected', heard: 4, next: 'n', calendar })
      .then({ ...owed, says: 'corrected', heard: 4 });
  });
  it('that a person decided against is not owed again for the same news', () => {
    const decided: LetterEvent = { type: 'LetterCancelled', because: 'person-decided', reason: 'He was rung.', heard: 3 };
    given(owed, decided).when(owe).thenNothing();
    expect(types(given(owed, decided).when({ ...owe, says: 'other' }).events)).toEqual(['LetterOwed']);
  });
  it('is owed again when only a death that was none had stopped it', () => {
    const died: LetterEvent = { type: 'LetterCancelled', because: 'patient-died', heard: 5 };
    given(owed, died)
      .when({ type: 'OweAgain', heard: 6, next: 'n', calendar })
      .then({ ...owed, heard: 6 });
    given(owed, { ...died, because: 'result-changed' })
      .when({ type: 'OweAgain', heard: 6, next: 'n', calendar })
      .thenNothing();
  });
  it('follows its patient through a merge, and is written anew for the record that goes on', () => {
    given().when({ type: 'ReassignLetter', to: 'q' }).thenRefused('no-such-letter');
    const moved: LetterEvent = { type: 'LetterReassigned', to: 'q', from: 'p' };
    given(owed).when({ type: 'ReassignLetter', to: 'q' }).then(moved);
    given(owed, moved).when({ type: 'ReassignLetter', to: 'q' }).thenNothing();
    expect(given(owed, drafted, approved, moved).state).toMatchObject({ phase: 'owed', owed: { patient: 'q' } });
  });
});

describe('what has left', () => {
  it('is not called back: other news goes out in a letter of its own, and somebody is told', () => {
    const { events } = given(owed, drafted, approved, handedOver).when({ ...owe, says: 'corrected' });
    expect(types(events)).toEqual(['LetterFollowedBy', 'LetterNeedsSomebody']);
    given(owed, drafted, approved, handedOver, ...events)
      .when({ ...owe, says: 'corrected', heard: 5 })
      .thenNothing();
  });
  it.each(['result-changed', 'patient-died'] as const)('asks for somebody when it should not have been sent: %s', (because) => {
    expect(types(given(owed, drafted, approved, handedOver).when({ type: 'CancelLetter', because, heard: 4, calendar }).events)).toEqual([
      'LetterNeedsSomebody',
    ]);
  });
  it.each<readonly [string, readonly LetterEvent[]]>([
    ['handed over', []],
    ['not known to have left', [unknown]],
    ['dispatched', [accepted, dispatched]],
    ['delivered', [accepted, dispatched, { type: 'LetterDelivered', at: '2026-03-12T09:00:00.000Z', how: 'carrier' }]],
  ])('is put right with whoever it went to when the start of the follow-up was an error: %s', (_where, since) => {
    const undone = { type: 'CancelLetter', because: 'start-undone', heard: 4, calendar } as const;
    const { events } = given(owed, drafted, approved, handedOver, ...since).when(undone);
    expect(events).toMatchObject([
      { type: 'LetterNeedsSomebody', why: 'changed-after-hand-over', sentence: expect.stringMatching(/started in error.*whom it went to/) },
    ]);
    given(owed, drafted, approved, handedOver, ...since, ...events)
      .when(undone)
      .thenNothing();
  });
  it('of a start that was an error is nobody’s worry where it never left', () => {
    for (const before of [[owed], [owed, drafted], [owed, drafted, approved]])
      expect(types(given(...before).when({ type: 'CancelLetter', because: 'start-undone', heard: 4, calendar }).events)).toEqual([
        'LetterCancelled',
      ]);
  });
  it('stays somebody’s after it has arrived, until that person says that he was told', () => {
    const told = { type: 'RecordGivenAnotherWay', note: 'Rung on 12 March.', calendar } as const;
    const arrived: LetterEvent = { type: 'LetterDelivered', at: '2026-03-12T09:00:00.000Z', how: 'carrier' };
    const past = [owed, drafted, approved, handedOver, accepted, dispatched] as const;
    const overtaken: LetterEvent = { type: 'LetterNeedsSomebody', followUp: 'f', why: 'changed-after-hand-over', sentence: 's', by: 'b' };
    const { events } = given(...past, overtaken, arrived).when(told);
    expect(types(events)).toEqual(['LetterDelivered', 'LetterAttendedTo']);
    given(...past, arrived)
      .when(told)
      .thenRefused('nothing-to-send-again');
  });
  it('cannot be cancelled by a person', () =>
    given(owed, drafted, approved, handedOver).when({ type: 'CancelByPerson', reason: 'x' }).thenRefused('already-handed-over'));
});

describe('approving', () => {
  const approve = (approver: typeof clerk, together = false) => ({ type: 'ApproveLetter', approver, together, calendar }) as const;
  it('takes a clerk for good news, which then cools off', () => {
    given(owed, drafted).when(approve(clerk, true)).then(approved);
  });
  it('takes a clinician, and one letter at a time, for what is not routine', () => {
    given(grave, drafted).when(approve(clerk)).thenRefused('clinician-needed');
    given(grave, drafted).when(approve(nurse, true)).thenRefused('one-at-a-time');
    expect(given(grave, drafted).when(approve(nurse)).events).toMatchObject([{ type: 'LetterApproved', handOverFrom: calendar.now }]);
  });
  it('is refused before it is written, while it is held, and for somebody who cannot read it', () => {
    given(owed).when(approve(clerk)).thenRefused('nothing-to-approve');
    given(owed, drafted, { type: 'LetterHeld', why: 'person-decided', sentence: 's' }).when(approve(clerk)).thenRefused('letter-held');
    const { events } = given(owed).when({ type: 'DraftLetter', draft, blockedBy: 'Braille', calendar });
    expect(types(events)).toEqual(['LetterDrafted', 'LetterHeld', 'LetterNeedsSomebody']);
    given(owed, ...events)
      .when(approve(clerk))
      .thenRefused('needs-another-format');
    given(owed, ...events)
      .when({ type: 'ReleaseLetter', reason: 'x' })
      .thenRefused('needs-another-format');
  });
  it('has no more time when the letter is written again meanwhile', () => {
    const later = at('2026-03-11T09:00:00.000Z');
    expect(given(owed, drafted).when({ type: 'DraftLetter', draft, calendar: later }).events).toMatchObject([{ approveBy: '2026-03-12' }]);
  });
});

describe('handing over', () => {
  const handOver = (now: string, pdfSha256 = 'x') => ({ type: 'HandOver', pdfSha256, calendar: at(now) }) as const;
  it('waits until good news has cooled off, and takes the page that was approved', () => {
    given(owed, drafted, approved).when(handOver('2026-03-10T09:09:59.000Z')).thenRefused('not-to-be-handed-over');
    given(owed, drafted, approved).when(handOver('2026-03-10T09:10:00.000Z', 'y')).thenRefused('not-to-be-handed-over');
    given(owed, drafted, approved).when(handOver('2026-03-10T09:10:00.000Z')).then(handedOver);
  });
  it('happens once in the life of a letter', () => {
    for (const after of [[], [accepted], [unknown], [accepted, dispatched], [{ type: 'LetterRefused', why: 'w' } as const]])
      given(owed, drafted, approved, handedOver, ...after)
        .when(handOver('2026-03-12T09:00:00.000Z'))
        .thenRefused('not-to-be-handed-over');
  });
  it('does not happen while the letter is held', () =>
    given(owed, drafted, approved, { type: 'LetterHeld', why: 'newer-facts', sentence: 's' })
      .when(handOver('2026-03-12T09:00:00.000Z'))
      .thenRefused('not-to-be-handed-over'));
  it('of which nobody knows the outcome is a person’s to settle', () => {
    const lost = [owed, drafted, approved, handedOver, unknown, needed('outcome-unknown')] as const;
    expect(types(given(owed, drafted, approved, handedOver).when({ type: 'RecordOutcomeUnknown', calendar }).events)).toEqual([
      'LetterOutcomeUnknown',
      'LetterNeedsSomebody',
    ]);
    const settle = (wasSent: boolean, note = 'Rang.') => ({ type: 'SettleOutcome', wasSent, note, calendar }) as const;
    expect(types(given(...lost).when(settle(true)).events)).toEqual(['LetterOutcomeSettled', 'LetterAttendedTo']);
    expect(types(given(...lost).when(settle(false)).events)).toEqual(['LetterOutcomeSettled', 'LetterNeedsSomebody']);
    given(...lost)
      .when(settle(true, ' '))
      .thenRefused('reason-needed');
    given(owed, drafted, approved, handedOver, accepted).when(settle(true)).thenRefused('outcome-known');
  });
  it('that failed is made good by another letter, and never by the same one', () => {
    const back: readonly LetterEvent[] = [
      owed,
      drafted,
      approved,
      handedOver,
      accepted,
      { type: 'LetterReturned', at: 'a', why: 'gone' },
      needed('returned'),
    ];
    const again = { type: 'SendAgain', reason: 'He has moved.', next: 'n', calendar } as const;
    const { events } = given(...back).when(again);
    expect(types(events)).toEqual(['LetterFollowedBy', 'LetterAttendedTo']);
    given(...back, ...events)
      .when(again)
      .thenRefused('nothing-to-send-again');
    given(owed, drafted).when(again).thenRefused('nothing-to-send-again');
  });
});

describe('a deadline', () => {
  it.each([
    ['owed', [owed], '2026-03-16'],
    ['to-approve', [owed, drafted], '2026-03-12'],
    ['approved', [owed, drafted, approved], '2026-03-11'],
    ['handed-over', [owed, drafted, approved, handedOver, accepted], '2026-03-13'],
    ['dispatched', [owed, drafted, approved, handedOver, accepted, dispatched], '2026-03-24'],
  ] as const)('that passes while a letter is %s is told once', (state, past, by) => {
    const notice = (today: string) => ({ type: 'NoticeDate', calendar: at(`${today}T09:00:00.000Z`) }) as const;
    given(...past)
      .when(notice(by))
      .thenNothing();
    const next = new Date(`${by}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    const dayAfter = next.toISOString().slice(0, 10);
    const { events } = given(...past).when(notice(dayAfter));
    expect(events).toMatchObject([
      { type: 'LetterBecameLate', state, by },
      { type: 'LetterNeedsSomebody', why: 'late' },
    ]);
    given(...past, ...events)
      .when(notice(dayAfter))
      .thenNothing();
  });
  describe('that has passed', () => {
    const notice = { type: 'NoticeDate', calendar: at('2026-03-16T09:00:00.000Z') } as const;
    const late = (...past: readonly LetterEvent[]): readonly LetterEvent[] => [...past, ...given(...past).when(notice).events];
    const writtenAgain = { type: 'DraftLetter', draft, calendar: at('2026-03-17T09:00:00.000Z') } as const;

    it('stays with whoever was told, however often the letter is written again', () => {
      const waiting = late(owed, drafted);
      expect(types(waiting)).toContain('LetterNeedsSomebody');
      expect(types(given(...waiting).when(writtenAgain).events)).toEqual(['LetterDrafted']);
    });
    it('is told when what a person was needed for before is settled by writing again', () => {
      const waiting = late(owed, drafted, { type: 'LetterHeld', why: 'address-missing', sentence: 's' }, needed('address-missing'));
      expect(given(...waiting).when(writtenAgain).events).toMatchObject([
        { type: 'LetterDrafted' },
        { type: 'LetterNeedsSomebody', why: 'late' },
      ]);
    });
    it('is told when a letter of which nobody knew turns out to be with the carrier, without proof', () => {
      const waiting = late(owed, drafted, approved, handedOver, unknown, needed('outcome-unknown'));
      const accept = { type: 'RecordAccepted', reference: 'C-1', lookFrom: 'l', calendar: at('2026-03-17T09:00:00.000Z') } as const;
      expect(given(...waiting).when(accept).events).toMatchObject([
        { type: 'LetterAccepted' },
        { type: 'LetterNeedsSomebody', why: 'late' },
      ]);
    });
    it('is settled when a letter that nobody had written is written, which has a deadline of its own', () => {
      const waiting = late({ ...owed, by: '2026-03-12' });
      const { events } = given(...waiting).when(writtenAgain);
      expect(events).toMatchObject([{ type: 'LetterDrafted', approveBy: '2026-03-17' }, { type: 'LetterAttendedTo' }]);
    });
  });
  it('counts working days and no bank holidays', () => {
    const promised: LetterEvent = { ...owed, by: '2026-04-14' };
    expect(given(promised).when({ type: 'DraftLetter', draft, calendar: at('2026-04-02T09:00:00.000Z') }).events).toMatchObject([
      { approveBy: '2026-04-08' },
    ]);
  });
  it('lets no promise pass in silence: nothing has time beyond it, and what is late already has until tonight', () => {
    const writtenAt = (moment: string) => given(owed).when({ type: 'DraftLetter', draft, calendar: at(moment) }).events;
    expect(writtenAt('2026-03-13T09:00:00.000Z')).toMatchObject([{ approveBy: '2026-03-16' }]);
    expect(writtenAt('2026-03-16T09:00:00.000Z')).toMatchObject([{ approveBy: '2026-03-16' }]);
    expect(writtenAt('2026-03-20T09:00:00.000Z')).toMatchObject([{ approveBy: '2026-03-20' }]);
    const approvedAt = (moment: string) =>
      given(owed, drafted).when({ type: 'ApproveLetter', approver: clerk, together: false, calendar: at(moment) }).events;
    expect(approvedAt('2026-03-16T09:00:00.000Z')).toMatchObject([{ handOverBy: '2026-03-16' }]);
    expect(approvedAt('2026-03-20T09:00:00.000Z')).toMatchObject([{ handOverBy: '2026-03-20' }]);
  });
});

describe('a newer report', () => {
  const newer = (published: number) => ({ type: 'HoldForResult', stream: 'results.result-r', published, calendar }) as const;
  it('holds a letter that was written from an older one, until it reads the same', () => {
    given(owed, drafted).when(newer(1)).thenNothing();
    const { events } = given(owed, drafted, approved).when(newer(2));
    expect(types(events)).toEqual(['LetterHeld', 'LetterNeedsSomebody']);
    expect(types(given(owed, drafted, approved, ...events).when(owe).events)).toEqual(['LetterReleased', 'LetterAttendedTo']);
  });
});
