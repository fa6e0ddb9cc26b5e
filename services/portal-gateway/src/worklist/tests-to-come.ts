import { stillToBeDone, waitsFor } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';

/** Tests that are still to be done, earliest due first. */
export const testsToCome = ({ tests, done, missed }: Pick<FollowUpCopy, 'tests' | 'done' | 'missed'>) =>
  stillToBeDone(tests, { done: new Set(Object.keys(done)), waived: new Set(Object.keys(missed.waived)) });

/** The day of the next step about a missed test: its date, or the day by which the result of an appointment can be there. */
export const nextStepOn = (copy: Pick<FollowUpCopy, 'missed' | 'tests'>, test: string): string => {
  const { ladders, bookings } = copy.missed;
  const [ladder, planned] = [ladders[test], copy.tests.find((each) => each.test === test)];
  if (ladder === undefined || ladder.step === 'clinician' || planned === undefined) return '';
  const waits = Object.values(bookings).flatMap((booking) => (waitsFor(planned, booking) ? [booking.waitUntil] : []));
  return [ladder.nextOn, ...waits].sort().at(-1) ?? '';
};

/** The day on which a clinician is to be asked how follow-up ends; none once that has been asked. */
export const closingDate = ({
  closesOn,
  reviews,
  decisions,
}: Pick<FollowUpCopy, 'closesOn' | 'reviews' | 'decisions'>): string | undefined =>
  [...Object.values(reviews), ...decisions].some(({ about }) => about === 'schedule-complete') ? undefined : closesOn;

/** The next date on which something happens of itself; '' when nothing does. */
export const nextDateOf = (copy: FollowUpCopy): string => {
  const { suspension, ladders } = copy.missed;
  const tests = testsToCome(copy).map(({ test, dueOn }) => (ladders[test] === undefined ? dueOn : nextStepOn(copy, test)));
  const dates = suspension === undefined ? [...tests, closingDate(copy) ?? ''] : [suspension.reviewOn];
  return [...dates, ...Object.values(copy.recalls).map(({ on }) => on)].filter((date) => date !== '').sort()[0] ?? '';
};
