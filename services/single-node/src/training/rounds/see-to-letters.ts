import type { Document } from '@rms/read-models';
import { chanceOf, type Chance } from '@rms/synthetic-region';
import { chanceFor, commandOf, type AtWork, type Item } from './at-work.js';

interface Letter extends Document {
  readonly published: number;
  readonly phase: string;
  readonly patient: string;
  readonly letter?: { readonly weight: string; readonly to: string; readonly says: string };
  readonly held?: { readonly why: string };
  readonly need?: { readonly why: string };
  readonly draft?: { readonly to: readonly string[] };
  readonly outcomeUnknown: boolean;
}
interface Patient extends Document {
  readonly nhsNumber: string;
  readonly demographics: { readonly address?: { readonly postcode?: string } };
}
interface Act {
  readonly does: 'release' | 'outcome' | 'given-another-way' | 'sending-again' | 'approval';
  readonly with: Readonly<Record<string, unknown>>;
}

const another = (note: string): Act => ({ does: 'given-another-way', with: { note } });
const again = (reason: string): Act => ({ does: 'sending-again', with: { reason } });
const release = (reason: string, addressConfirmed = false): Act => ({ does: 'release', with: { reason, addressConfirmed } });

const ofHeld: Readonly<Record<string, Act>> = {
  'needs-another-format': another('Given in the format that is recorded.'),
  'address-stale': release('The practice has confirmed the address by telephone.', true),
  'no-way-to-reach': another('Rung and reminded.'),
  'address-missing': another('Rung and told.'),
  'address-returned': another('Rung and told.'),
  'address-unusable': another('Rung and told.'),
};

const ofReturned: Readonly<Record<string, Act>> = {
  returned: again('The patient has told us where he or she lives now.'),
  refused: another('Rung and told.'),
};

const afterItLeft: Readonly<Record<string, Act>> = {
  'changed-after-hand-over': another('Rung and told what is so now.'),
  'handed-over-before-death': another('Rung and told what is so now.'),
  returned: another('Rung: the new address is known.'),
};
const ofWhatDidNotArrive = (why: string): Act => ofReturned[why] ?? another('Rung and told.');

/** What the letters office does about a letter that needs somebody; nothing where it goes on by itself. */
export const actFor = ({ phase, held, need, outcomeUnknown }: Letter): Act | undefined => {
  if (need === undefined) return undefined;
  if (outcomeUnknown) return { does: 'outcome', with: { wasSent: true, note: 'The carrier found it on its list.' } };
  if (held !== undefined) return ofHeld[held.why] ?? release('Read. It is written anew from what is recorded now.');
  if (['returned', 'not-sent'].includes(phase)) return ofWhatDidNotArrive(need.why);
  return phase === 'to-approve' ? { does: 'approval', with: {} } : afterItLeft[need.why];
};

const chanceOfLetter = async ({ doors, trust, today }: AtWork, { patient, letter }: Letter): Promise<Chance> => {
  const whose = await doors.known<Patient>('patients').get(trust, patient);
  return chanceOf(`${whose?.nhsNumber ?? ''} ${letter?.to ?? ''} ${letter?.says ?? ''} on ${today}`);
};

const seenToOnADay = 80;
/** A letter that came back can be sent again once it is known where else he lives: until then they look for him. */
const isStillLookedFor = async ({ doors, trust }: AtWork, { need, patient, draft }: Letter): Promise<boolean> => {
  if (need?.why !== 'returned') return false;
  const whose = await doors.known<Patient>('patients').get(trust, patient);
  return draft?.to.includes(whose?.demographics.address?.postcode ?? '') === true;
};

const whoDoes = ({ does }: Act, { letter }: Letter): 'nurse' | 'clerk' =>
  does === 'approval' && letter?.weight === 'abnormal' ? 'nurse' : 'clerk';

/** Somebody of the letters office sees to a letter that does not go on by itself. */
export const seeToLetter = async (at: AtWork, item: Item): Promise<void> => {
  const { doors, trust, staff } = at;
  const letter = await doors.known<Letter>('letters').get(trust, item.about);
  const act = letter === undefined ? undefined : actFor(letter);
  if (letter === undefined || act === undefined) return;
  if (!chanceFor(at, item).percent(seenToOnADay * at.present) || (await isStillLookedFor(at, letter))) return;
  await doors.post(
    whoDoes(act, letter) === 'nurse' ? staff.nurse : staff.clerk,
    { owner: 'letters', path: `/trusts/${trust}/letters/${item.about}/${act.does}` },
    { commandId: commandOf(at, act.does, item.about), seen: letter.published, ...act.with },
  );
};

const approvedOnADay = 88;
/** Letters that wait for approval: routine ones together by the clerk, what is not routine one by one by a nurse. */
export const approveLetters = async (at: AtWork): Promise<void> => {
  const { doors, trust, staff } = at;
  const waiting = (await doors.known<Letter>('letters').find(trust, { phase: 'to-approve' })).filter(({ held }) => held === undefined);
  const chosen: Letter[] = [];
  for (const letter of waiting) if ((await chanceOfLetter(at, letter)).percent(approvedOnADay * at.present)) chosen.push(letter);
  const command = ({ _id: letter, published: seen }: Letter) => ({ commandId: commandOf(at, 'approval', letter), seen });
  const routine = chosen.filter(({ letter }) => letter?.weight !== 'abnormal');
  if (routine.length > 0)
    await doors.post(
      staff.clerk,
      { owner: 'letters', path: `/trusts/${trust}/letters/approvals` },
      { letters: routine.map((letter) => ({ letter: letter._id, ...command(letter) })) },
    );
  for (const letter of chosen.filter((each) => !routine.includes(each)))
    await doors.post(staff.nurse, { owner: 'letters', path: `/trusts/${trust}/letters/${letter._id}/approval` }, command(letter));
};
