import type { DataOf, letters } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { closes, opens, type Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import type { Desk } from '../who-acts/desk.model.js';
import { ownerFor } from '../who-acts/who-is-there.model.js';

export const seesToOn: readonly string[] = ['letters.letter-needs-somebody.v1', 'letters.letter-attended-to.v1'];

type Why = DataOf<typeof letters.letterNeedsSomebody>['why'];
const titles: Readonly<Partial<Record<Why, string>>> = {
  returned: 'Letter came back',
  refused: 'Letter refused by the carrier',
  'outcome-unknown': 'Nobody knows whether a letter left',
  late: 'Letter late',
  'needs-another-format': 'Letter needed in another format',
  'changed-after-hand-over': 'Letter overtaken after it left',
  'handed-over-before-death': 'Letter on its way to somebody who has died',
};
/** Every other reason holds a letter back, and its sentence says why. */
const titleFor = (why: Why): string => titles[why] ?? 'Letter held back';

/** A letter that does not go on by itself has an owner until letters says that it does. */
export const haveItSeenTo = (message: Message, desk: Desk): readonly Order[] => {
  const e = message.data as DataOf<typeof letters.letterNeedsSomebody>;
  if (message.type === 'letters.letter-attended-to.v1') return closes(e.letter, 'the letter was seen to');
  return opens(desk, {
    kind: 'letter',
    about: e.letter,
    settledBy: 'letters',
    band: 'promised',
    seriousness: 4,
    title: titleFor(e.why),
    why: e.which === undefined ? e.sentence : `${e.which}. ${e.sentence}`,
    dueOn: e.by,
    owner: ownerFor(desk.roster, 'letters'),
    patient: e.patient,
    followUp: e.followUp,
  });
};
