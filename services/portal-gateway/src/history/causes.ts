import { followUps } from '../copies/follow-ups.projection.js';
import { isUnderWay, letters } from '../copies/letters.projection.js';
import type { Demographics } from '@rms/contracts';
import type { ResultCopy } from '../copies/results.projection.js';
import { patients } from '../copies/patients.projection.js';
import type { PatientFile } from '../patient-page/patient-file.js';
import { date, instant } from '../words.js';
import type { PersonMessages } from './person-messages.js';
import { nameIn, sinceWords } from './since-words.js';
import { Results, resultsBehind, sinceDecision, type Since } from './since.projection.js';
import type { StateRow } from './state-words.js';
import { dayOf, hadHappened, stands, wordAt, wordsOnDeath, wordsOnWho, type NatureOf } from './true-at.projection.js';

/** A moment of a person's history, to be asked why its two views differ. */
export interface Views {
  readonly person: PersonMessages;
  readonly at: string;
  readonly natureOf: NatureOf;
  readonly known: PatientFile | undefined;
  readonly truth: PatientFile | undefined;
}
/** Why an act does not stand on firm ground, and how that is said beside it. */
export interface Shaken {
  readonly beside: string;
  readonly why: string;
}

const otherwise = 'Recorded otherwise since';
const follows: Readonly<Record<Since['kind'], string>> = {
  corrected: 'Follows from the corrected value',
  'taken-back': 'Follows from the result that was taken back',
  'came-later': 'Follows from the result that came later',
  'another-patient': 'Follows from the result of another patient',
  'another-record': 'Follows from a result under another record of the same patient',
};

const shakenBy = (since: Since): Shaken =>
  since.kind === 'came-later'
    ? { beside: 'without a result that came later', why: `Did not know the ${nameIn(since)}. ${sinceWords(since)}` }
    : { beside: 'on a value that was not so', why: `Rested on the ${nameIn(since)}. ${sinceWords(since)}` };

const newestSampleOf = (file: PatientFile | undefined): string | undefined =>
  (file?.results ?? [])
    .filter(stands)
    .reduce<ResultCopy | undefined>((newest, copy) => (sampledOn(copy) >= sampledOn(newest) ? copy : newest), undefined)?._id;
const openTasks = (file: PatientFile | undefined) =>
  (file?.tasks ?? []).flatMap(({ open, task }) => (open && task !== undefined ? [task] : []));
const sampledOn = (copy: ResultCopy | undefined): string => copy?.reports.at(-1)?.report.sampledOn ?? '';

/** Says of each row of a state why it differs, or what it rested on. */
export class Causes {
  readonly #results: Results;
  readonly #behind: ReadonlyMap<string, string>;

  constructor(private readonly views: Views) {
    this.#results = new Results(views.person);
    this.#behind = resultsBehind(views.person);
  }

  /** Why what was known is not what was true. */
  ofDifference({ key }: StateRow): string {
    const [kind = '', first = '', second = ''] = key.split(' ');
    if (this.views.known === undefined && kind !== 'result') return this.#notYetRegistered();
    switch (kind) {
      case 'result':
        return this.#ofResult(first);
      case 'reading':
        return this.#ofReading(first, second);
      case 'alive':
        return this.#ofDeath();
      case 'records':
        return this.#ofMerge();
      case 'name':
      case 'address':
        return this.#ofWord(kind);
      case 'gp':
        return this.#ofWord('gpPractice');
      case 'letters':
        return this.#toldLater(letters.of);
      default:
        return this.#toldLater(followUps.of);
    }
  }

  // What the post did or whether he came may be told days after it happened.
  #toldLater(kind: string): string {
    const { person, at, natureOf } = this.views;
    const told = [...person.streams]
      .filter(([stream]) => stream.startsWith(`${kind}-`))
      .flatMap(([, messages]) => messages)
      .filter((message) => natureOf(message) === 'observation' && message.time > at && hadHappened(message, at))
      .map(({ time }) => time)
      .sort()[0];
    if (told !== undefined) return `It was so already, and was recorded on ${instant(told)}`;
    return person.records.length > 1 ? 'Recorded under another record of the same patient' : otherwise;
  }

  /** What an act rested on that was not so; `undefined` where it stands on firm ground. */
  shaken({ key }: StateRow): Shaken | undefined {
    const [kind = '', id = ''] = key.split(' ');
    if (kind === 'course') return this.#onADeathThatWasNone(id);
    const since = this.#underAct(kind, id);
    return since === undefined ? undefined : shakenBy(since);
  }

  #underAct(kind: string, id: string): Since | undefined {
    const { known, truth, at } = this.views;
    switch (kind) {
      // What is waited for follows from the newest result; that an old one was corrected later did not change it.
      case 'waited':
        return this.#first([newestSampleOf(known), newestSampleOf(truth)].map((result) => ({ result, at })));
      case 'decision':
        return this.#ofLastDecision(id);
      case 'tasks':
        return this.#first(openTasks(known).map(({ about, openedAt }) => ({ result: this.#behind.get(about), at: openedAt })));
      case 'letters':
        return this.#first((known?.letters ?? []).filter(isUnderWay).map(({ letter, owedAt }) => ({ result: letter?.result, at: owedAt })));
      default:
        return undefined;
    }
  }

  // Each act is held against what could be seen when it was done, and not against what could be seen at the moment.
  #first(acts: readonly { readonly result: string | undefined; readonly at: string }[]): Since | undefined {
    return acts
      .map(({ result, at }) => (result === undefined ? undefined : this.#results.since(result, at)))
      .find((since) => since !== undefined);
  }

  #ofLastDecision(followUp: string): Since | undefined {
    const last = this.views.known?.followUps.find((one) => one._id === followUp)?.decisions.at(-1);
    return last === undefined ? undefined : sinceDecision(this.#results, last);
  }

  #onADeathThatWasNone(id: string): Shaken | undefined {
    const followUp = this.views.known?.followUps.find((one) => one._id === id);
    const last = wordsOnDeath(this.views.person, this.views.natureOf).at(-1);
    if (followUp?.endedBecause !== 'patient-died' || last?.died !== false) return undefined;
    return {
      beside: 'on a death that was none',
      why: `Rested on the report of a death, which was withdrawn on ${instant(last.recordedAt)}`,
    };
  }

  #sinceThen(result: string): Since | undefined {
    return this.#results.sinceUnder(this.views.known?.records ?? [], result, this.views.at);
  }

  #notYetRegistered(): string {
    const { person } = this.views;
    const told = person.records.flatMap((record) => (person.streams.get(`${patients.of}-${record}`) ?? []).map((message) => message.time));
    return `Nothing was known of this patient here until ${instant(told.sort()[0] ?? '')}`;
  }

  #ofResult(result: string): string {
    const since = this.#sinceThen(result);
    return since === undefined ? otherwise : sinceWords(since);
  }

  #ofReading(followUp: string, result: string): string {
    const since = this.#sinceThen(result);
    if (since !== undefined) return follows[since.kind];
    const reading = this.views.truth?.followUps.find((one) => one._id === followUp)?.readings[result];
    return reading === undefined ? 'The reading no longer stands' : `Read on ${instant(reading.at)}`;
  }

  #ofDeath(): string {
    const last = wordsOnDeath(this.views.person, this.views.natureOf).at(-1);
    if (last === undefined) return otherwise;
    if (!last.died) return `The report of a death was withdrawn on ${instant(last.recordedAt)}`;
    return `The death${last.diedOn === undefined ? '' : ` on ${date(last.diedOn)}`} was reported on ${instant(last.recordedAt)}`;
  }

  #ofMerge(): string {
    const { person, at } = this.views;
    const merges = person.records
      .flatMap((record) => person.streams.get(`${patients.of}-${record}`) ?? [])
      .filter((message) => message.type === 'registration.patient-retired.v1')
      .map((message) => message.time)
      .sort();
    return `The records were found to be one person’s on ${instant(merges.find((time) => time > at) ?? merges.at(-1) ?? '')}`;
  }

  #ofWord(name: keyof Demographics): string {
    const { person, natureOf, at } = this.views;
    const word = wordAt(wordsOnWho(person, natureOf), name, at);
    if (word === undefined) return otherwise;
    return `The sender dates it ${date(dayOf(word.from))}, and we were told on ${instant(word.recordedAt)}`;
  }
}
