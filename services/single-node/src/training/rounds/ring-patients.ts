import { addDays, addWorkingDays, bankHolidays, type CivilDate } from '@rms/nhs';
import type { Document } from '@rms/read-models';
import type { Chance } from '@rms/synthetic-region';
import { chanceFor, commandOf, type AtWork, type Item } from './at-work.js';

interface FollowUp extends Document {
  readonly published: number;
  readonly missed: { readonly ladders: Readonly<Record<string, unknown>> };
}
interface Call {
  readonly outcome: 'booked' | 'declined' | 'not-reached' | 'wrong-number';
  readonly on?: CivilDate;
  readonly note: string;
}

const callOf = (chance: Chance, today: CivilDate): Call => {
  const draw = chance.below(100);
  if (draw < 45) return { outcome: 'not-reached', note: 'No answer; no message left.' };
  if (draw < 55) return { outcome: 'wrong-number', note: 'Somebody else has this number now.' };
  if (draw < 65) return { outcome: 'declined', note: 'Does not want the test for now, and knows what that means.' };
  const on = addWorkingDays(addDays(today, chance.between(4, 12)), 1, bankHolidays);
  return { outcome: 'booked', on, note: 'Had forgotten; a time for the test is agreed.' };
};

/** A support worker rings somebody who has missed a test. */
export const ringPatient = async (at: AtWork, item: Item): Promise<void> => {
  const { doors, trust, today, staff } = at;
  const followUp = await doors.known<FollowUp>('follow_ups').get(trust, item.followUp ?? '');
  if (followUp?.missed.ladders[item.about] === undefined) return;
  await doors.post(
    staff.support,
    { owner: 'pathway', path: `/trusts/${trust}/follow-ups/${followUp._id}/missed-tests/${item.about}/call` },
    { commandId: commandOf(at, 'ring about', item.about), seen: followUp.published, ...callOf(chanceFor(at, item), today) },
  );
};
