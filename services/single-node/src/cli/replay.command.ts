import { endOfDay } from '@rms/alerting';
import type { StoredEvent } from '@rms/event-sourcing';
import type { Delivery, OwnHistory } from '@rms/messaging';
import {
  instantFromMillis,
  parseCivilDate,
  parseInstant,
  parseNhsNumber,
  present,
  showInstant,
  type Instant,
  type NhsNumber,
} from '@rms/nhs';
import {
  momentAt,
  namedApart,
  naturesIn,
  notKnown,
  personMessages,
  usedAt,
  wasNotSo,
  type ComparedRow,
  type Moment,
} from '@rms/portal-gateway';
import type { ToldEvent } from '@rms/service-kit';
import { operatorFrom } from '../config.js';
import { wholeHistory, type HistoryAtHand } from '../history/history-at-hand.js';
import { withHistory } from '../history/open-history.js';
import { historiesOf } from '../node/services.js';
import { recordsWith, streamsAbout, type Found } from './records-of-a-patient.js';
import { finish, show, tell } from './output.js';
import { kindOf, tellAny } from './tellers.js';
import type { ReadOptions } from './outcomes.command.js';

export interface ReplayOptions extends ReadOptions {
  readonly patient: string;
  readonly trust?: string;
  readonly at?: string;
  readonly view?: string;
}

const idsOf = (events: readonly StoredEvent[], kind: string): readonly string[] => [
  ...new Set(events.filter((event) => kindOf(event.stream) === kind).map((event) => event.stream.slice(-36))),
];

// A day ends when it ends in England, as on the page: in summer that is an hour before it does in UTC.
const endOf = (text: string): Instant | undefined => {
  const day = parseCivilDate(text);
  return day === undefined ? undefined : parseInstant(endOfDay(day));
};

/** The instant that was asked for; of a date its end in England. `undefined` where the text is neither. */
export const momentIn = (text: string): Instant | undefined => parseInstant(text) ?? endOf(text);

const momentFrom = async (history: HistoryAtHand, text: string | undefined): Promise<Instant> => {
  if (text === undefined) return instantFromMillis(await history.clinicalTime());
  const moment = momentIn(text);
  if (moment === undefined) throw new TypeError(`--at must be an instant such as 2026-03-04T09:14:07Z, or a date, not "${text}"`);
  return moment;
};

const factsOf =
  (events: readonly StoredEvent[], histories: ReadonlyMap<string, OwnHistory>) =>
  (stream: string): Promise<readonly Delivery[]> => {
    const history = histories.get(stream.slice(0, stream.indexOf('.')));
    return Promise.resolve(
      events
        .filter((event) => event.stream === stream)
        .map((event) => history?.of(event))
        .filter((delivery) => delivery !== undefined),
    );
  };

type View = 'known' | 'true';
const views: readonly View[] = ['known', 'true'];

/** A patient at one trust at an instant: his state by one of the two views, and the events behind it. */
interface Replayed {
  readonly found: Found;
  readonly at: Instant;
  readonly view: View;
  readonly moment: Moment;
  readonly told: readonly ToldEvent[];
}

const replayed = async (history: readonly StoredEvent[], found: Found, asked: Pick<Replayed, 'at' | 'view'>): Promise<Replayed> => {
  const events = streamsAbout(history, found);
  const streams = {
    patient: found.patient,
    records: found.records,
    results: idsOf(events, 'results.result'),
    followUps: idsOf(events, 'pathway.follow-up'),
    tasks: idsOf(events, 'alerting.task'),
    letters: idsOf(events, 'letters.letter'),
    calls: idsOf(events, 'alerting.helpline-call'),
  };
  const told = events.map(tellAny).filter((event) => event !== undefined);
  // Events that were read already are only translated here: no history is asked to read its store.
  const person = await personMessages(streams, factsOf(events, historiesOf({} as never)));
  const used = usedAt(told, asked.at);
  return {
    found,
    ...asked,
    moment: momentAt(person, asked.at, naturesIn(told)),
    told: asked.view === 'known' ? used.known : used.truth,
  };
};

/** The rows of the view that was asked for. Of somebody who was not known then, nothing was known. */
const rowsOf = ({ view, moment }: Replayed): readonly { readonly what: string; readonly words: string; readonly row: ComparedRow }[] => {
  const rows = namedApart(moment.rows.filter((row) => (view === 'known' ? row.known !== notKnown : row.truth !== wasNotSo)));
  return rows.map((row) => ({ what: row.what, words: view === 'known' ? row.known : row.truth, row }));
};

const forMachines = (replay: Replayed): object => ({
  patient: replay.found.patient,
  trust: replay.found.trust,
  at: replay.at,
  view: replay.view,
  state: Object.fromEntries(rowsOf(replay).map(({ what, words }) => [what, words])),
  differs: replay.moment.rows
    .filter((row) => row.why !== undefined)
    .map(({ what, known, truth, why }) => ({ what, known, true: truth, why })),
  events: replay.told.map(({ position, recordedAt, occurredAt, occurredOn, sentence, nature, actor, causationId }) => ({
    position,
    recordedAt,
    ...present({ occurredAt, occurredOn }),
    actor,
    nature,
    ...present({ causationId }),
    sentence,
  })),
});

const eventLine = (event: ToldEvent): string =>
  `${String(event.position).padStart(6)}  recorded ${event.recordedAt}  happened ${event.occurredOn ?? event.occurredAt ?? event.recordedAt}  by ${event.actor}\n        ${event.sentence}`;
const stateLine = (view: View, { what, words, row }: ReturnType<typeof rowsOf>[number]): string =>
  `  ${what}: ${words}${view === 'known' || row.why === undefined ? '' : `\n      Differs: known then as “${row.known}”. ${row.why}.`}`;
const headings: Readonly<Record<View, string>> = { known: 'as known on', true: 'as true on' };
const differWords = ({ view, moment }: Replayed): readonly string[] =>
  view === 'known' && moment.differing > 0 ? [`${String(moment.differing)} of these are known otherwise now: see --view true.`] : [];
const forPeople = (replay: Replayed): string => {
  const rows = rowsOf(replay);
  return [
    `Trust ${replay.found.trust}, ${headings[replay.view]} ${showInstant(replay.at, 'second')}`,
    ...(rows.length === 0 ? ['Nothing was known of this patient then.'] : rows.map((row) => stateLine(replay.view, row))),
    ...differWords(replay),
    '',
    `${String(replay.told.length)} events`,
    ...replay.told.map(eventLine),
    '',
  ].join('\n');
};

const numberFrom = (text: string): NhsNumber => {
  const number = parseNhsNumber(text);
  if (!number.ok) throw new TypeError(`--patient must be an NHS number; "${text}" is not (${number.rule.replaceAll('-', ' ')})`);
  return number.value;
};
const viewFrom = (text = 'known'): View => {
  const view = views.find((each) => each === text);
  if (view === undefined) throw new TypeError(`--view must be known or true, not "${text}"`);
  return view;
};

/** A patient's state at an instant, as known then or as true then, and each event behind it in a sentence, for each trust that knows him. */
export const replayCommand = (options: ReplayOptions): Promise<void> =>
  withHistory(options.data, async (history) => {
    const nhsNumber = numberFrom(options.patient);
    const asked = { view: viewFrom(options.view), at: await momentFrom(history, options.at) };
    const events = await wholeHistory(history);
    const holders = recordsWith(events, nhsNumber).filter((one) => options.trust === undefined || one.trust === options.trust);
    for (const found of holders) {
      await history.recordReading({ operator: operatorFrom(), what: 'the history', trust: found.trust, patient: found.patient });
      const replay = await replayed(events, found, asked);
      show(options.json, forMachines(replay), () => forPeople(replay));
    }
    if (holders.length === 0) tell('No trust knows a patient with this NHS number.');
    finish(holders.length === 0 ? 1 : 0);
  });
