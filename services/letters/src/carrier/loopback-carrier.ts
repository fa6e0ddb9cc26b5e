import { instantFromMillis, millisOf, parseInstant } from '@rms/nhs';
import type { Carrier, CarrierItem, CarrierStatus, Sent } from './carrier.js';

/** What the loopback carrier does with a letter, on purpose. */
export type Behaviour = 'delivers' | 'delays' | 'refuses' | 'loses-its-answer' | 'cannot-say' | 'returns-the-post';
/** A letter on the shelf of the loopback carrier. `timesGiven` is more than one only where somebody gave it twice. */
export interface Shelved {
  readonly key: string;
  readonly reference: string;
  readonly to: string;
  readonly behaviour: Behaviour;
  readonly takenAt: string;
  readonly timesGiven: number;
}
/** Where the loopback carrier keeps what it was given. */
export interface Shelf {
  /** Puts an item there, or counts once more that it was given. Durable when it answers. */
  put(item: Omit<Shelved, 'timesGiven' | 'reference'>): Shelved;
  get(key: string): Shelved | undefined;
}

export class MemoryShelf implements Shelf {
  readonly items = new Map<string, Shelved>();
  put(item: Omit<Shelved, 'timesGiven' | 'reference'>): Shelved {
    const before = this.items.get(item.key);
    const kept: Shelved =
      before === undefined
        ? { ...item, reference: `LOOP-${String(this.items.size + 1)}`, timesGiven: 1 }
        : { ...before, timesGiven: before.timesGiven + 1 };
    this.items.set(item.key, kept);
    return kept;
  }
  get(key: string): Shelved | undefined {
    return this.items.get(key);
  }
}

/** Postcodes and practice codes that nobody has, by which training and tests have the loopback carrier fail on purpose. */
export const markers: Readonly<Record<string, Behaviour>> = {
  'ZZ9 9DL': 'delays',
  'ZZ9 9RF': 'refuses',
  'ZZ9 9LA': 'loses-its-answer',
  'ZZ9 9NS': 'cannot-say',
  'ZZ9 9RP': 'returns-the-post',
  ZZDEL: 'delays',
  ZZREF: 'refuses',
  ZZLOS: 'loses-its-answer',
  ZZNOS: 'cannot-say',
  ZZRET: 'returns-the-post',
};
const behaviourFor = ({ to }: CarrierItem): Behaviour => {
  const address = to.join(' ');
  return Object.entries(markers).find(([marker]) => address.includes(marker))?.[1] ?? 'delivers';
};

const hour = 3_600_000;
interface Course {
  readonly dispatchedAfter: number;
  readonly endedAfter: number;
}
const courses: Readonly<Record<Behaviour, Course>> = {
  delivers: { dispatchedAfter: 12 * hour, endedAfter: 48 * hour },
  'loses-its-answer': { dispatchedAfter: 12 * hour, endedAfter: 48 * hour },
  'cannot-say': { dispatchedAfter: 12 * hour, endedAfter: 48 * hour },
  delays: { dispatchedAfter: 240 * hour, endedAfter: 288 * hour },
  refuses: { dispatchedAfter: 0, endedAfter: 0 },
  'returns-the-post': { dispatchedAfter: 12 * hour, endedAfter: 96 * hour },
};

const later = (instant: string, millis: number): string => {
  const read = parseInstant(instant);
  return read === undefined ? instant : instantFromMillis(millisOf(read) + millis);
};

const statusOf = (item: Shelved, now: string): CarrierStatus => {
  const { reference, behaviour, takenAt } = item;
  const { dispatchedAfter, endedAfter } = courses[behaviour];
  const [dispatchedAt, endedAt] = [later(takenAt, dispatchedAfter), later(takenAt, endedAfter)];
  if (now < dispatchedAt) return { state: 'accepted', reference, lookFrom: dispatchedAt };
  if (now < endedAt) return { state: 'dispatched', at: dispatchedAt, reference, lookFrom: endedAt };
  return behaviour === 'returns-the-post'
    ? { state: 'returned', at: endedAt, why: 'addressee gone away' }
    : { state: 'delivered', at: endedAt };
};

/**
 * A carrier that brings nothing to anybody: for training, and to see what happens when a carrier delays, refuses, loses its
 * answer, cannot say what it has, or brings post back. It goes by the clinical clock.
 */
export const loopbackCarrier = ({ shelf, now }: { readonly shelf: Shelf; readonly now: () => string }): Carrier => ({
  send: (item): Promise<Sent> => {
    const behaviour = behaviourFor(item);
    if (behaviour === 'refuses') return Promise.resolve({ refused: 'the address is not one that is delivered to' });
    const kept = shelf.put({ key: item.key, to: item.to.join(', '), behaviour, takenAt: now() });
    if (behaviour === 'loses-its-answer' || behaviour === 'cannot-say')
      return Promise.reject(new Error('The carrier did not answer in time.'));
    return Promise.resolve({ accepted: kept.reference, lookFrom: later(kept.takenAt, courses[behaviour].dispatchedAfter) });
  },
  status: (key) => {
    const item = shelf.get(key);
    if (item === undefined) return Promise.resolve({ state: 'not-known' });
    if (item.behaviour === 'cannot-say') return Promise.reject(new Error('The carrier cannot say.'));
    return Promise.resolve(statusOf(item, now()));
  },
});
