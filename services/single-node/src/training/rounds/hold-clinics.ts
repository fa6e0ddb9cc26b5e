import { addDays, addWorkingDays, bankHolidays } from '@rms/nhs';
import type { Document } from '@rms/read-models';
import { commandOf, type AtWork, type Item } from './at-work.js';

interface FollowUp extends Document {
  readonly published: number;
  readonly recalls: Readonly<Record<string, { readonly on: string; readonly booked: boolean }>>;
}

/** A coordinator books the clinic, and after its day a nurse records what came of it. */
export const holdClinic = async (at: AtWork, item: Item): Promise<void> => {
  const { doors, trust, today, staff } = at;
  const followUp = await doors.known<FollowUp>('follow_ups').get(trust, item.followUp ?? '');
  const recall = followUp?.recalls[item.about];
  if (followUp === undefined || recall === undefined) return;
  const path = `/trusts/${trust}/follow-ups/${followUp._id}/recalls/${item.about}`;
  const seen = followUp.published;
  if (!recall.booked)
    await doors.post(
      staff.coordinator,
      { owner: 'pathway', path: `${path}/booking` },
      {
        commandId: commandOf(at, 'book', item.about),
        seen,
        on: addWorkingDays(addDays(today, 4), 1, bankHolidays),
        note: 'Agreed by telephone.',
      },
    );
  else if (recall.on <= today)
    await doors.post(
      staff.nurse,
      { owner: 'pathway', path: `${path}/outcome` },
      {
        commandId: commandOf(at, 'settle', item.about),
        seen,
        outcome: 'seen',
        note: 'Seen in clinic; scans arranged and the plan agreed.',
      },
    );
};
