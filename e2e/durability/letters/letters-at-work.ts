import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { derivedId, EmbeddedHistoryReader, randomId } from '@rms/event-sourcing';
import { hl7, testNhsNumber } from '@rms/hl7/testing';
import { starterProtocol } from '@rms/protocols/starters';
import { teamIds } from '@rms/single-node';
import { compact, daysAgo } from '../../journeys/cast/days.js';
import { eventually } from '../../journeys/cast/eventually.js';
import { runRms } from '../../journeys/cast/running-system.js';
import { sendStubbornly } from '../stubborn-sender.js';
import type { BreakableSystem } from './breakable-system.js';
import type { LadderFact } from './ladders-amiss.js';
import type { LetterFact, OnTheShelf } from './letters-amiss.js';

const trust = 'ZT001';
const mostTogether = 100;
const namespace = '3f2a9d0c-5e1b-4a77-8c1d-7a8e5b6c0f0a';

/** Somebody made up who is owed letters. A postcode or practice of the loopback carrier’s has it fail on purpose. */
export interface Reader {
  readonly number: number;
  readonly postcode: string;
  readonly practice: string;
  readonly operatedDaysAgo: number;
}
export const readers = (count: number, from: number, how: (n: number) => Partial<Reader> = () => ({})): readonly Reader[] =>
  Array.from({ length: count }, (_, n) => ({ number: from + n, postcode: 'ZZ1 4HR', practice: 'Z99001', operatedDaysAgo: 200, ...how(n) }));

const nhsNumberOf = ({ number }: Reader): string => testNhsNumber(number);
const pid = (reader: Reader): readonly string[] => {
  const { number, postcode } = reader;
  const family = `Reader${String.fromCharCode(97 + (Math.floor(number / 26) % 26))}${String.fromCharCode(97 + (number % 26))}`;
  return [
    '1',
    '',
    `${nhsNumberOf(reader)}^^^NHS^NH~R${String(number)}^^^${trust}^MR`,
    '',
    `${family}^Alan^^^Mr`,
    '',
    `195${String(number % 10)}0412`,
    'M',
    '',
    '',
    `${String(number)} Harbour Row^^Northmoor^^${postcode}`,
  ];
};
const header = (about: string, second: number) => ({
  controlId: about,
  at: `${compact(daysAgo(0))}0600${String(second).padStart(2, '0')}`,
});
const registration = (reader: Reader): Uint8Array =>
  hl7('ADT^A28^ADT_A05', header(`A${String(reader.number)}`, 1))
    .segment('EVN', 'A28', `${compact(daysAgo(0))}060001`)
    .segment('PID', ...pid(reader))
    .segment('PD1', '', '', `Millpond Surgery^^${reader.practice}`)
    .bytes();
const goodResult = (reader: Reader): Uint8Array => {
  const at = `${compact(daysAgo(2))}0835`;
  return hl7('ORU^R01', header(`R${String(reader.number)}`, 2))
    .segment('PID', ...pid(reader))
    .order({ filler: `L${String(reader.number)}`, at })
    .result({ value: '0.05', at })
    .bytes();
};

/** A fact as it is stored. */
type Line = LetterFact & LadderFact & { readonly published?: number };
/** A letter that waits for somebody to approve it, as a page would show it. */
export interface Waiting {
  readonly letter: string;
  readonly seen: number;
}

/** People and senders at work on letters, while the system under them may be killed at any moment. */
export class LettersAtWork {
  constructor(
    private readonly system: BreakableSystem,
    private readonly data: string,
  ) {}

  async register(who: readonly Reader[]): Promise<void> {
    await sendStubbornly(this.system.doors.mllp, who.map(registration), () => undefined);
    await this.system.quiet();
  }

  /** The laboratory reports a PSA under the limit for each of them. */
  async reportGoodNews(who: readonly Reader[]): Promise<void> {
    await sendStubbornly(this.system.doors.mllp, who.map(goodResult), () => undefined);
  }

  /** A nurse starts the follow-up of each of them. Asked twice it is started once. */
  async startFollowUps(who: readonly Reader[]): Promise<void> {
    const token = await this.system.tokenOf('ruth');
    const { protocol, version } = starterProtocol('prostate-after-prostatectomy');
    const patients = await this.#patients();
    for (const reader of who)
      await this.#post(`${this.system.doors.pathway}/trusts/${trust}/follow-ups`, token, {
        commandId: derivedId(namespace, `start ${String(reader.number)}`),
        patient: patients.get(nhsNumberOf(reader)),
        protocol,
        version,
        anchorOn: daysAgo(reader.operatedDaysAgo),
        stream: 'self-management',
        team: teamIds[trust]?.nurses,
      });
  }

  /** The letters that wait for approval now. */
  async waiting(): Promise<readonly Waiting[]> {
    const found = new Map<string, Waiting & { readonly waits: boolean }>();
    for (const { stream, type, published = 0 } of await this.events()) {
      if (!stream.startsWith('letters.letter-')) continue;
      const before = found.get(stream)?.waits ?? false;
      const waits = type === 'LetterDrafted' || (before && !['LetterApproved', 'LetterCancelled', 'LetterHeld'].includes(type));
      found.set(stream, { letter: stream.slice(-36), seen: published, waits });
    }
    return [...found.values()].filter(({ waits }) => waits).map(({ letter, seen }) => ({ letter, seen }));
  }

  /** The letters clerk approves several letters with good or routine news together. */
  async approve(letters: readonly Waiting[]): Promise<void> {
    await this.#post(`${this.system.doors.letters}/trusts/${trust}/letters/approvals`, await this.system.tokenOf('tom'), {
      letters: letters.map((each) => ({ ...each, commandId: randomId() })),
    });
  }

  /** Approves whatever waits, as many at a time as the desk takes. */
  async approveAll(): Promise<void> {
    const all = await this.waiting();
    for (let from = 0; from < all.length; from += mostTogether) await this.approve(all.slice(from, from + mostTogether));
  }

  /** Everything that is recorded. */
  async events(): Promise<readonly Line[]> {
    const history = new EmbeddedHistoryReader(this.data);
    try {
      return (await history.readAll(0, 1_000_000)).map(({ id, stream, type, metadata, data }) => ({
        id,
        stream,
        type,
        recordedAt: metadata['recordedAt'] ?? '',
        ...(metadata['published'] === undefined ? {} : { published: Number(metadata['published']) }),
        data: JSON.parse(Buffer.from(data).toString()) as Line['data'],
      }));
    } finally {
      history.close();
    }
  }

  /** The carrier’s own register: what he was given, and how often. It is no part of the history. */
  shelf(): readonly OnTheShelf[] {
    const register = new DatabaseSync(join(this.data, 'loopback-carrier.db'), { readOnly: true });
    try {
      return register.prepare('SELECT key, times_given AS timesGiven FROM item ORDER BY number').all() as unknown as readonly OnTheShelf[];
    } finally {
      register.close();
    }
  }

  /** What the command line’s own checks find: nothing, where all is well. */
  async complaints(): Promise<readonly string[]> {
    const verify = await runRms('verify', '--data', this.data);
    const rebuild = await runRms('rebuild', '--check', '--data', this.data);
    const certificate = await runRms('certificate', '--data', this.data);
    const outcomes = await runRms('outcomes', '--data', this.data);
    return Object.entries({ verify, rebuild, certificate, outcomes }).flatMap(([name, { status, lines }]) =>
      status === 0 ? [] : [`rms ${name}: ${lines.join(' ')}`],
    );
  }

  async #patients(): Promise<ReadonlyMap<string, string>> {
    const events = (await this.events()) as readonly (Line & {
      readonly data: { readonly demographics?: { readonly nhsNumber?: string } };
    })[];
    return new Map(
      events.flatMap(({ type, stream, data }) =>
        type === 'PatientRegistered' ? [[data.demographics?.nhsNumber ?? '', stream.slice(-36)] as const] : [],
      ),
    );
  }

  async #post(url: string, token: string, body: object): Promise<void> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok && response.status !== 409) throw new Error(`${url}: ${String(response.status)} ${await response.text()}`);
  }
}

/** Resolves when so many letters wait for approval. */
export const untilWaiting = (work: LettersAtWork, count: number): Promise<readonly Waiting[]> =>
  eventually(async () => {
    const found = await work.waiting();
    if (found.length < count) throw new Error(`${String(found.length)} of ${String(count)} letters wait for approval.`);
    return found;
  }, 30_000);
