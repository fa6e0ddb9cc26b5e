import { task, usualHours } from '@rms/alerting';
import { derivedId, execute, openEmbeddedEventStore, type Aggregate, type StoredEvent } from '@rms/event-sourcing';
import { calendarAt, letter, usualTimes } from '@rms/letters';
import { followUp } from '@rms/pathway';
import { starterProtocol } from '@rms/protocols/starters';

const trust = 'ZT001';
const idOf = (name: string): string => derivedId('5d0f2c1e-0000-4000-8000-000000000001', name);
const ids = { followUp: idOf('follow-up'), patient: idOf('patient'), team: idOf('team'), letter: idOf('letter'), task: idOf('task') };
const calendar = (today: string) => ({ today, holidays: [] });

const psa = (raw: string, sampledOn: string) =>
  ({
    result: idOf(`result of ${sampledOn}`),
    version: 1,
    analyte: 'psa',
    status: 'final',
    sampledOn,
    value: { kind: 'quantity', value: Number(raw), decimals: 2, unit: 'ng/mL', raw },
  }) as const;
const under = psa('0.05', '2025-12-01');
const over = psa('0.24', '2026-03-02');

/** The instant up to which the lives go: what is to come lies after it, and nothing is overdue. */
export const asOf = '2026-03-20T09:00:00.000Z';
export const anHourLater = '2026-03-20T10:00:00.000Z';

/**
 * The ten facts of somebody in follow-up, as the deciders record them: the start with its schedule, a good result with its letter, a
 * rise with its review and task, and what a clinician decided. A next date holds him.
 */
export const recordOneLife = async (directory: string): Promise<readonly StoredEvent[]> => {
  const protocol = starterProtocol('prostate-after-prostatectomy');
  const clock = { at: Date.parse('2025-10-20T09:00:00.000Z') };
  const store = await openEmbeddedEventStore(directory, { now: () => clock.at });
  const now = (): string => new Date(clock.at).toISOString();
  const give = async <State, Command extends { readonly type: string }, Event extends { readonly type: string }, Refusal extends string>(
    aggregate: Aggregate<State, Command, Event, Refusal>,
    id: string,
    command: Command,
  ): Promise<readonly Event[]> => {
    clock.at += 14 * 24 * 3_600_000;
    const commandId = idOf(`${command.type} ${now()}`);
    const actor = { kind: 'operator', id: 'bench', role: 'operator' } as const;
    const context = { commandId, actor, trust, patient: ids.patient, correlationId: commandId };
    const outcome = await execute({ store, now }, aggregate, { id, command, context });
    if (!outcome.accepted) throw new Error(`${command.type} was refused: ${outcome.refusal}`);
    return outcome.events;
  };
  const about = { followUp: ids.followUp, calendar: calendar('2025-11-03') };
  await give(followUp, ids.followUp, {
    type: 'StartFollowUp',
    ...about,
    patient: ids.patient,
    patientDied: false,
    protocol,
    anchorOn: '2025-09-01',
    stream: 'self-management',
    team: ids.team,
    results: [],
  });
  await give(followUp, ids.followUp, { type: 'ConsiderResults', ...about, calendar: calendar('2025-12-02'), results: [under] });
  await give(letter, ids.letter, {
    type: 'OweLetter',
    patient: ids.patient,
    followUp: ids.followUp,
    about: 'result',
    result: under.result,
    to: 'patient',
    weight: 'reassuring',
    by: '2026-12-16',
    next: idOf('letter that follows'),
    heard: 2,
    calendar: calendarAt('2025-12-02T09:00:00.000Z', new Set(), usualTimes),
    says: 'PSA 0.05 ng/mL, sample of 1 December 2025: under the limit',
  });
  const risen = await give(followUp, ids.followUp, {
    type: 'ConsiderResults',
    ...about,
    calendar: calendar('2026-03-03'),
    results: [under, over],
  });
  const opened = risen.find((event) => event.type === 'ReviewOpened');
  if (opened === undefined) throw new Error('No review was opened.');
  await give(task, ids.task, {
    type: 'OpenTask',
    moment: { now: now(), time: { ...usualHours, holidays: new Set() } },
    kind: 'review',
    about: opened.review,
    settledBy: 'pathway',
    band: 'possible-recurrence',
    seriousness: opened.seriousness,
    title: 'Result to review',
    why: opened.sentence,
    dueOn: opened.reviewBy,
    owner: { teamName: 'Nurses', role: 'clinical-nurse-specialist', team: ids.team },
    patient: ids.patient,
    followUp: ids.followUp,
  });
  await give(followUp, ids.followUp, {
    type: 'ReviewResult',
    ...about,
    calendar: calendar('2026-03-04'),
    review: opened.review,
    decision: { kind: 'continue' },
    reason: 'Seen in clinic last week.',
    reviewer: { person: 'bench', role: 'clinical-nurse-specialist', registration: 'NMC 00A0000X' },
  });
  await give(task, ids.task, { type: 'CloseTask', because: 'a clinician decided' });
  const life = await store.readAll(0, 100);
  await store.close();
  return life;
};
