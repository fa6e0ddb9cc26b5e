import { addDays, bankHolidays, weekdayOf, type CivilDate } from '@rms/nhs';
import type { OwnersDoors } from '../owners-doors.js';
import { staffOf } from '../staff-of-a-trust.js';
import { trainingTrusts } from '../training-trusts.js';
import { chanceFor, waitedDays, whoseIs, type AtWork, type Item } from './at-work.js';
import { decideReview } from './decide-reviews.js';
import { holdClinic } from './hold-clinics.js';
import { returnCall } from './return-calls.js';
import { ringPatient } from './ring-patients.js';
import { approveLetters, seeToLetter } from './see-to-letters.js';
import { sortOutMessage } from './sort-out-messages.js';

/** How the staff come round to one kind of work: after so many working days, and then on so many days of a hundred. */
interface Duty {
  readonly afterDays: number;
  readonly onADay: number;
  readonly does: (at: AtWork, item: Item) => Promise<void>;
}
const duties: Readonly<Record<string, Duty>> = {
  review: { afterDays: 1, onADay: 65, does: decideReview },
  recall: { afterDays: 0, onADay: 80, does: holdClinic },
  telephone: { afterDays: 1, onADay: 40, does: ringPatient },
  call: { afterDays: 0, onADay: 95, does: returnCall },
  quarantine: { afterDays: 1, onADay: 40, does: sortOutMessage },
  letter: { afterDays: 0, onADay: 100, does: seeToLetter },
};

/** Do the training staff work on a day? */
export const isWorked = (day: CivilDate): boolean => !['Saturday', 'Sunday'].includes(weekdayOf(day)) && !bankHolidays.has(day);

// Not by id: those differ from one telling of the region to the next.
const inTurn = (a: Item, b: Item): number => {
  const [x, y] = [a, b].map((item) => `${String(item.seriousness)} ${item.openedAt.slice(0, 10)} ${whoseIs(item)} ${item.kind}`);
  return (x ?? '') < (y ?? '') ? -1 : 1;
};

// In its last days the region is short of people, as any is in some weeks: more is left, and some of it is late.
const shortHandedDays = 8;
const presentThen = 0.45;

/**
 * One working day of the training staff: through the owners’ doors they decide, ring, book, approve and sort out what has
 * waited, some of it today and some of it another day, so that on every day of the region there is something left to do.
 */
export class Rounds {
  constructor(
    private readonly doors: OwnersDoors,
    private readonly lastDay: CivilDate,
    /** Resolves when what was recorded has been heard of everywhere. */
    private readonly quiet: () => Promise<void>,
  ) {}

  async of(today: CivilDate): Promise<void> {
    if (!isWorked(today)) return;
    const present = today < addDays(this.lastDay, -shortHandedDays) ? 1 : presentThen;
    const trusts: readonly AtWork[] = Object.keys(trainingTrusts).map((trust) => ({
      doors: this.doors,
      trust,
      today,
      staff: staffOf(trust),
      present,
    }));
    // The trusts work beside one another; within one everybody takes his turn. What is written because of it is approved after it.
    await Promise.all(trusts.map((at) => this.#workAt(at)));
    await this.quiet();
    await Promise.all(trusts.map(approveLetters));
  }

  // One thing a day about one follow-up: what comes second would be decided on what is no longer so.
  async #workAt(at: AtWork): Promise<void> {
    const items = await this.doors.known<Item>('work_items').find(at.trust, {});
    const doneToday = new Set<string>();
    for (const item of [...items].sort(inTurn)) {
      const duty = this.#dutyOf(at, item);
      const followUp = item.kind === 'letter' ? '' : (item.followUp ?? '');
      if (duty === undefined || doneToday.has(followUp)) continue;
      if (followUp !== '') doneToday.add(followUp);
      await duty.does(at, item);
    }
  }

  #dutyOf(at: AtWork, item: Item): Duty | undefined {
    const duty = duties[item.kind];
    if (duty === undefined || waitedDays(item.openedAt, at.today) < duty.afterDays) return undefined;
    const chance = chanceFor(at, item).fork('comes round to it');
    return chance.percent(duty.onADay * at.present) ? duty : undefined;
  }
}
