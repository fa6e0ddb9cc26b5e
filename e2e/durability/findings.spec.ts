import { describe, expect, it } from '@jest/globals';
import { findings, openReviews, openTasks, type EventLine, type Kept } from './findings.js';

const event = (stream: string, type: string, data: EventLine['data'], revision = 0): EventLine => ({ stream, revision, type, data });
const log = [
  { sha256: 'a28', code: 'AA', attempts: 1 },
  { sha256: 'oru', code: 'AA', attempts: 2 },
];
const sent = { registrations: ['9990000018'], reports: ['oru'] };
const sound: Kept = {
  outcomes: [
    { receipt: 1, sha256: 'a28', outcome: 'applied' },
    { receipt: 2, sha256: 'oru', outcome: 'applied' },
    { receipt: 3, sha256: 'oru', outcome: 'duplicate' },
  ],
  events: [
    event('registration.patient-1', 'PatientRegistered', { demographics: { nhsNumber: '9990000018' } }),
    event('results.result-1', 'ResultRecorded', { version: { report: { messageSha256: 'oru' } } }),
    event('pathway.follow-up-1', 'ResultInterpreted', { considered: { result: 'r', version: 1 } }),
    event('pathway.follow-up-1', 'ReviewOpened', { review: 'v' }, 1),
    event('alerting.task-1', 'TaskOpened', { about: 'v', kind: 'review' }),
  ],
};
const without = (type: string): Kept => ({ ...sound, events: sound.events.filter((each) => each.type !== type) });
const twice = (type: string): Kept => ({ ...sound, events: sound.events.flatMap((each) => (each.type === type ? [each, each] : [each])) });

describe('what the senders know, held against what the system kept', () => {
  it('finds nothing where every message had its effect once, however often it came', () => expect(findings(log, sent, sound)).toEqual([]));

  it('finds a message that is not there', () =>
    expect(findings(log, sent, { ...sound, outcomes: sound.outcomes.slice(1) })).toEqual(['message a28, acknowledged AA: nothing']));

  it('finds a message that was applied twice', () =>
    expect(findings(log, sent, { ...sound, outcomes: sound.outcomes.map((each) => ({ ...each, outcome: 'applied' })) })).toEqual([
      'message oru, acknowledged AA: applied, applied',
    ]));

  it('finds a message that still waits', () =>
    expect(findings(log, sent, { ...sound, outcomes: [sound.outcomes[0]!, { ...sound.outcomes[1]!, outcome: 'pending' }] })).toEqual([
      'message oru, acknowledged AA: pending',
    ]));

  it.each([
    ['PatientRegistered', 'patient 9990000018 is missing'],
    ['ResultRecorded', 'report oru is missing'],
    ['TaskOpened', 'task for review v is missing'],
  ])('finds that %s is not there', (type, finding) => expect(findings(log, sent, without(type))).toEqual([finding]));

  it.each([
    ['PatientRegistered', 'patient 9990000018: 2 times'],
    ['ResultRecorded', 'report oru: 2 times'],
    ['ResultInterpreted', 'reading pathway.follow-up-1 r 1: 2 times'],
    ['ReviewOpened', 'review v: 2 times'],
    ['TaskOpened', 'task about v: 2 times'],
  ])('finds that %s is there twice', (type, finding) => expect(findings(log, sent, twice(type))).toEqual([finding]));
});

describe('what waits for a clinician', () => {
  it('is a review that was neither decided nor withdrawn, and its task', () => {
    expect([openReviews(sound.events), openTasks(sound.events)]).toEqual([['v'], ['v']]);
    const settled = [
      ...sound.events,
      event('pathway.follow-up-1', 'ReviewWithdrawn', { review: 'v' }, 2),
      event('alerting.task-1', 'TaskClosed', {}, 1),
    ];
    expect([openReviews(settled), openTasks(settled)]).toEqual([[], []]);
  });
});
