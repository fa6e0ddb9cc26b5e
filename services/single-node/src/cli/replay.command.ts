import { readHistory, type StoredEvent } from '@rms/event-sourcing';
import { alertingTellers } from '@rms/alerting';
import { lettersTellers } from '@rms/letters';
import type { Delivery, PublishedHistory } from '@rms/messaging';
import { instantFromMillis, parseInstant, parseNhsNumber, showInstant, type Instant, present } from '@rms/nhs';
import { pathwayTellers } from '@rms/pathway';
import { fileAt, gatewayTellers, stateRows } from '@rms/portal-gateway';
import { registrationTellers } from '@rms/registration';
import { resultsTellers } from '@rms/results';
import { systemClock } from '@rms/event-sourcing';
import { defaultData, operatorFrom } from '../config.js';
import { birthOf } from '../directory/data-directory.js';
import { recordReadingOf } from '../directory/record-reading.js';
import { historiesOf } from '../node/services.js';
import { recordsWith, streamsAbout } from './records-of-a-patient.js';
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

/** A patient's state as known at an instant, and each event behind it in a sentence, for each trust that knows him. */
export const replayCommand = async (options: ReplayOptions): Promise<void> => {
  const data = options.data ?? defaultData();
  birthOf(data);
  const number = parseNhsNumber(options.patient);
  if (!number.ok) throw new TypeError(`--patient must be an NHS number; "${options.patient}" is not (${number.rule.replaceAll('-', ' ')})`);
  if (options.view !== undefined && options.view !== 'known') throw new TypeError(`--view must be known, not "${options.view}"`);
  const at = momentFrom(options.at);
  const history = [...readHistory(data)];
  const found = recordsWith(history, number.value).filter((one) => options.trust === undefined || one.trust === options.trust);
  const histories = historiesOf({} as never);
  for (const one of found) {
    await recordReadingOf(data, { operator: operatorFrom(), what: 'the history', trust: one.trust, patient: one.patient });
    const own = streamsAbout(history, one);
    const known = own.filter((event) => (event.metadata['recordedAt'] ?? '') <= at);
    const streams = {
      patient: one.patient,
      records: one.records,
      results: idsOf(known, 'results.result'),
      followUps: idsOf(known, 'pathway.follow-up'),
      tasks: idsOf(known, 'alerting.task'),
      letters: idsOf(known, 'letters.letter'),
    };
    const file = await fileAt(streams, factsOf(known, histories), at);
    const told = known.map((event) => tellers.get(kindOf(event.stream))?.tell(event)).filter((event) => event !== undefined);
    const events = told.map(({ position, recordedAt, occurredAt, occurredOn, sentence, actor, causationId }) => ({
      position,
      recordedAt,
      ...present({ occurredAt, occurredOn }),
      actor,
      ...present({ causationId }),
      sentence,
    }));
    const state = file === undefined ? [] : stateRows(file);
    show(
      options.json,
      {
        patient: one.patient,
        trust: one.trust,
        at,
        view: 'known',
        state: Object.fromEntries(state.map((row) => [row.what, row.known])),
        events,
      },
      () =>
        [
          `Trust ${one.trust}, as known on ${showInstant(at, 'second')}`,
          ...(state.length === 0 ? ['Nothing was known of this patient then.'] : state.map((row) => `  ${row.what}: ${row.known}`)),
          '',
          `${String(events.length)} events`,
          ...told.map(
            (event) =>
              `${String(event.position).padStart(6)}  recorded ${event.recordedAt}  happened ${event.occurredOn ?? event.occurredAt ?? event.recordedAt}  by ${event.actor}\n        ${event.sentence}`,
          ),
          '',
        ].join('\n'),
    );
  }
  if (found.length === 0) tell('No trust knows a patient with this NHS number.');
  finish(found.length === 0 ? 1 : 0);
};
