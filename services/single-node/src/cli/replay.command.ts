import { alertingTellers } from '@rms/alerting';
import { readHistory, systemClock, type StoredEvent } from '@rms/event-sourcing';
import { lettersTellers } from '@rms/letters';
import type { Delivery, PublishedHistory } from '@rms/messaging';
import { instantFromMillis, parseInstant, parseNhsNumber, present, showInstant, type Instant, type NhsNumber } from '@rms/nhs';
import { pathwayTellers } from '@rms/pathway';
import { fileAt, gatewayTellers, stateRows, type StateRow } from '@rms/portal-gateway';
import { registrationTellers } from '@rms/registration';
import { resultsTellers } from '@rms/results';
import type { ToldEvent } from '@rms/service-kit';
import { defaultData, operatorFrom } from '../config.js';
import { birthOf } from '@rms/service-kit/embedded';
import { recordReadingOf } from '../directory/record-reading.js';
import { historiesOf } from '../node/services.js';
import { recordsWith, streamsAbout, type Found } from './records-of-a-patient.js';
import { finish, show, tell } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

export interface ReplayOptions extends ReadOptions {
  readonly patient: string;
  readonly trust?: string;
  readonly at?: string;
  readonly view?: string;
}

const tellers = new Map(
  [...registrationTellers, ...resultsTellers, ...pathwayTellers, ...lettersTellers, ...alertingTellers, ...gatewayTellers].map((teller) => [
    teller.kind,
    teller,
  ]),
);
const kindOf = (stream: string): string => stream.slice(0, -37);
const idsOf = (events: readonly StoredEvent[], kind: string): readonly string[] => [
  ...new Set(events.filter((event) => kindOf(event.stream) === kind).map((event) => event.stream.slice(-36))),
];

const momentFrom = (text: string | undefined): Instant => {
  if (text === undefined) return instantFromMillis(systemClock.now());
  const moment = parseInstant(text) ?? parseInstant(`${text}T23:59:59.999Z`);
  if (moment === undefined) throw new TypeError(`--at must be an instant such as 2026-03-04T09:14:07Z, or a date, not "${text}"`);
  return moment;
};

const factsOf =
  (events: readonly StoredEvent[], histories: ReadonlyMap<string, PublishedHistory>) =>
  (stream: string): Promise<readonly Delivery[]> => {
    const history = histories.get(stream.slice(0, stream.indexOf('.')));
    return Promise.resolve(
      events
        .filter((event) => event.stream === stream)
        .map((event) => history?.of(event))
        .filter((delivery) => delivery !== undefined),
    );
  };

/** A patient at one trust as known at an instant: his state, and each event behind it in a sentence. */
interface Known {
  readonly found: Found;
  readonly at: Instant;
  readonly state: readonly StateRow[];
  readonly told: readonly ToldEvent[];
}

const knownAt = async (history: readonly StoredEvent[], found: Found, at: Instant): Promise<Known> => {
  const known = streamsAbout(history, found).filter((event) => (event.metadata['recordedAt'] ?? '') <= at);
  const streams = {
    patient: found.patient,
    records: found.records,
    results: idsOf(known, 'results.result'),
    followUps: idsOf(known, 'pathway.follow-up'),
    tasks: idsOf(known, 'alerting.task'),
    letters: idsOf(known, 'letters.letter'),
    calls: idsOf(known, 'alerting.helpline-call'),
  };
  // Events that were read already are only translated here: no history is asked to read its store.
  const file = await fileAt(streams, factsOf(known, historiesOf({} as never)), at);
  return {
    found,
    at,
    state: file === undefined ? [] : stateRows(file),
    told: known.map((event) => tellers.get(kindOf(event.stream))?.tell(event)).filter((event) => event !== undefined),
  };
};

const forMachines = ({ found, at, state, told }: Known): object => ({
  patient: found.patient,
  trust: found.trust,
  at,
  view: 'known',
  state: Object.fromEntries(state.map((row) => [row.what, row.known])),
  events: told.map(({ position, recordedAt, occurredAt, occurredOn, sentence, actor, causationId }) => ({
    position,
    recordedAt,
    ...present({ occurredAt, occurredOn }),
    actor,
    ...present({ causationId }),
    sentence,
  })),
});

const eventLine = (event: ToldEvent): string =>
  `${String(event.position).padStart(6)}  recorded ${event.recordedAt}  happened ${event.occurredOn ?? event.occurredAt ?? event.recordedAt}  by ${event.actor}\n        ${event.sentence}`;
const forPeople = ({ found, at, state, told }: Known): string =>
  [
    `Trust ${found.trust}, as known on ${showInstant(at, 'second')}`,
    ...(state.length === 0 ? ['Nothing was known of this patient then.'] : state.map((row) => `  ${row.what}: ${row.known}`)),
    '',
    `${String(told.length)} events`,
    ...told.map(eventLine),
    '',
  ].join('\n');

const numberFrom = (text: string): NhsNumber => {
  const number = parseNhsNumber(text);
  if (!number.ok) throw new TypeError(`--patient must be an NHS number; "${text}" is not (${number.rule.replaceAll('-', ' ')})`);
  return number.value;
};
const refuseOtherView = (text = 'known'): void => {
  if (text !== 'known') throw new TypeError(`--view must be known, not "${text}"`);
};

/** A patient's state as known at an instant, and each event behind it in a sentence, for each trust that knows him. */
export const replayCommand = async (options: ReplayOptions): Promise<void> => {
  const data = options.data ?? defaultData();
  birthOf(data);
  const nhsNumber = numberFrom(options.patient);
  refuseOtherView(options.view);
  const at = momentFrom(options.at);
  const history = [...readHistory(data)];
  const holders = recordsWith(history, nhsNumber).filter((one) => options.trust === undefined || one.trust === options.trust);
  for (const found of holders) {
    await recordReadingOf(data, { operator: operatorFrom(), what: 'the history', trust: found.trust, patient: found.patient });
    const known = await knownAt(history, found, at);
    show(options.json, forMachines(known), () => forPeople(known));
  }
  if (holders.length === 0) tell('No trust knows a patient with this NHS number.');
  finish(holders.length === 0 ? 1 : 0);
};
