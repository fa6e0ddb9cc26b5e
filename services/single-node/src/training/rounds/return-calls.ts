import type { Document } from '@rms/read-models';
import { chanceFor, commandOf, type AtWork, type Item } from './at-work.js';

interface CallCopy extends Document {
  readonly published: number;
  readonly call?: { readonly symptoms: readonly string[] };
  readonly tries: readonly unknown[];
}

/** A nurse rings back whoever rang the helpline. Not everybody answers at once. */
export const returnCall = async (at: AtWork, item: Item): Promise<void> => {
  const { doors, trust, staff } = at;
  const call = await doors.known<CallCopy>('calls').get(trust, item.about);
  if (call === undefined) return;
  const path = `/trusts/${trust}/calls/${item.about}`;
  const commandId = commandOf(at, 'ring back', item.about);
  if (call.tries.length === 0 && chanceFor(at, item).percent(15)) {
    await doors.post(
      staff.nurse,
      { owner: 'alerting', path: `${path}/tries` },
      { commandId, result: 'no-answer', note: 'To be tried again.' },
    );
    return;
  }
  const settled =
    (call.call?.symptoms.length ?? 0) === 0
      ? { outcome: 'advised', note: 'Explained; nothing changes.' }
      : { outcome: 'appointment-arranged', note: 'To be seen in clinic this week.' };
  await doors.post(staff.nurse, { owner: 'alerting', path: `${path}/closing` }, { commandId, seen: call.published, ...settled });
};
