import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { task } from '@rms/alerting';
import {
  derivedId,
  headOf,
  instantText,
  openEmbeddedEventStore,
  stamp,
  streamOf,
  systemClock,
  type Aggregate,
  type EventStore,
  type StoredEvent,
} from '@rms/event-sourcing';
import { addDays, londonDateOf, parseInstant, type CivilDate } from '@rms/nhs';
import { followUp, type FollowUpEvent } from '@rms/pathway';

/** Somebody who was lost on purpose: by which follow-up, and what the reckoning must say. */
export interface Orphan {
  readonly name: string;
  readonly followUp: string;
  readonly why: RegExp;
}

type Of<Type extends FollowUpEvent['type']> = Extract<FollowUpEvent, { readonly type: Type }>;
type Started = Of<'FollowUpStarted'>;
const trust = 'ZT001';
const other = 'ZT002';
const namespace = '0fa7d1c0-0000-4000-8000-000000000001';
const hoursAgo = 26;

const dataOf = (event: StoredEvent): object => JSON.parse(Buffer.from(event.data).toString()) as object;

/** Writes facts that no decider would decide, past all of them: stamped and chained as every fact is. */
class Forger {
  readonly #store: EventStore;
  readonly at = instantText(systemClock.now() - hoursAgo * 3_600_000);
  readonly today: CivilDate;
  #commands = 0;

  constructor(store: EventStore) {
    this.#store = store;
    const instant = parseInstant(this.at);
    if (instant === undefined) throw new Error('The clock gives no time.');
    this.today = londonDateOf(instant);
  }

  async write<State, Command, Event extends { readonly type: string }, Refusal extends string>(
    aggregate: Aggregate<State, Command, Event, Refusal>,
    id: string,
    said: { readonly events: readonly Event[]; readonly patient: string; readonly of?: string },
  ): Promise<void> {
    this.#commands += 1;
    const stream = streamOf(aggregate, id);
    const head = headOf(await this.#store.readStream(stream));
    const commandId = derivedId(namespace, `forged ${String(this.#commands)}`);
    const actor = { kind: 'operator', id: 'forger', role: 'operator' } as const;
    const context = { commandId, actor, trust: said.of ?? trust, patient: said.patient, correlationId: commandId };
    const answer = await this.#store.append(stream, head.expected, stamp(aggregate, said.events, { stream, head, context, now: this.at }));
    if (!answer.ok) throw new Error(`${stream} stands at ${String(answer.actual)}.`);
  }
}

interface Example {
  readonly started: Started;
  readonly interpreted: Of<'ResultInterpreted'>;
}
// What the forger writes has the shape of what the demonstration recorded.
const exampleIn = async (store: EventStore): Promise<Example> => {
  const all = await store.readAll(0, 10_000, ['pathway.follow-up-']);
  const ours = all.filter((event) => event.metadata['trust'] === trust);
  const started = ours.find(({ type }) => type === 'FollowUpStarted');
  const reassuring = ours
    .filter(({ type }) => type === 'ResultInterpreted')
    .map((event): Of<'ResultInterpreted'> => ({ ...(dataOf(event) as Of<'ResultInterpreted'>), type: 'ResultInterpreted' }))
    .find(({ reading }) => reading === 'under-limit');
  if (started === undefined || reassuring === undefined) throw new Error('The demonstration has no follow-up to take as an example.');
  return { started: { ...(dataOf(started) as Started), type: 'FollowUpStarted' }, interpreted: reassuring };
};

// A node that starts on the copy must find everything reacted to: these are lost because the reaction to them was.
const markAsReactedTo = (directory: string): void => {
  for (const name of readdirSync(join(directory, 'views')).filter((file) => file.endsWith('.db'))) {
    const database = new DatabaseSync(join(directory, 'views', name));
    database.exec('UPDATE progress SET done = applied');
    database.close();
  }
};

// A node that starts would notice by itself that a test is overdue: the index by which it is woken has lost him.
const loseTheDateOf = (directory: string, id: string): void => {
  const database = new DatabaseSync(join(directory, 'views', 'pathway.db'));
  const { changes } = database.prepare("UPDATE doc_follow_ups SET body = json_set(body, '$.wakeAt', '') WHERE id = ?").run(id);
  database.close();
  if (Number(changes) !== 1) throw new Error('The index has nobody who could be lost from it.');
};

/**
 * Writes five follow-ups into a directory's history that nothing holds, each in a way of its own. `rebuild` makes the read models of
 * the directory anew from its history.
 */
export const plantOrphans = async (directory: string, rebuild: () => Promise<unknown>): Promise<readonly Orphan[]> => {
  const store = await openEmbeddedEventStore(directory, systemClock);
  const forger = new Forger(store);
  const { started, interpreted } = await exampleIn(store);
  const { patient, team } = started;
  const [planned] = started.tests;
  if (planned === undefined) throw new Error('The example has no test.');
  const idOf = (name: string): string => derivedId(namespace, name);
  const testOn = (name: string, dueIn: number) => {
    const dueOn = addDays(forger.today, dueIn);
    return {
      ...planned,
      test: idOf(`test of ${name}`),
      required: true,
      opensOn: addDays(dueOn, -30),
      dueOn,
      overdueAfter: addDays(dueOn, 14),
    };
  };
  const follow = (name: string, tests: Started['tests'], ...more: readonly FollowUpEvent[]): Promise<void> =>
    forger.write(followUp, idOf(name), { patient, events: [{ ...started, tests }, ...more] });

  await follow('no next date', []);

  const review = idOf('review');
  await follow('lost task', [testOn('lost task', 60)], {
    type: 'ReviewOpened',
    review,
    about: 'schedule-complete',
    sentence: 'A clinician must decide.',
    seriousness: 5,
    reviewBy: addDays(forger.today, 5),
    team,
  });
  const given = {
    kind: 'review',
    about: review,
    settledBy: 'pathway',
    band: 'possible-recurrence',
    seriousness: 5,
    title: 'Schedule complete',
    why: 'A clinician must decide.',
    dueOn: addDays(forger.today, 5),
    owner: { team, teamName: 'Nurses', role: 'clinical-nurse-specialist' },
    patient,
    followUp: idOf('lost task'),
  } as const;
  await forger.write(task, derivedId(review, 'task'), {
    patient,
    events: [
      { type: 'TaskOpened', ...given },
      { type: 'TaskClosed', because: 'an error' },
    ],
  });

  await follow('overdue', [testOn('overdue', -60)]);

  await follow('owed letter', [testOn('owed letter', 60)], { ...interpreted, letterBy: addDays(forger.today, 14) });

  await follow('two trusts', [testOn('two trusts', 60)]);
  const added = { type: 'TestAdded', test: testOn('another trust', 90), because: review } as const;
  await forger.write(followUp, idOf('two trusts'), { patient, of: other, events: [added] });

  await store.close();
  await rebuild();
  markAsReactedTo(directory);
  loseTheDateOf(directory, idOf('overdue'));
  return [
    { name: 'no next date', followUp: idOf('no next date'), why: /^No next date, no open task and no recorded ending\.$/ },
    { name: 'lost task', followUp: idOf('lost task'), why: /^A clinician must look since .* and nobody has the task\.$/ },
    { name: 'overdue without anybody being told', followUp: idOf('overdue'), why: /^.* is overdue and nobody was told\.$/ },
    { name: 'owed letter without a letter', followUp: idOf('owed letter'), why: /^A letter was promised and is nobody’s\.$/ },
    { name: 'two responsible trusts', followUp: idOf('two trusts'), why: /^More than one trust is responsible: ZT001 and ZT002\.$/ },
  ];
};
