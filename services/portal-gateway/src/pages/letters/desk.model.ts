import { formatNhsNumber, type CivilDate } from '@rms/nhs';
import { isUnderWay, type LetterCopy, type LetterPhase } from '../../copies/letters.projection.js';
import type { PatientCopy } from '../../copies/patients.projection.js';
import { isLate, stateOf } from '../../patient-page/letter-rows.js';
import { counted, date } from '../../words.js';

export interface DeskCard {
  readonly letter: string;
  readonly name: string;
  readonly nhs: string;
  readonly about: string;
  readonly to: string;
  readonly by: string;
  readonly late: string;
  readonly tag: string;
  readonly note: string;
}
export interface DeskColumn {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly total: number;
  readonly late: number;
  readonly cards: readonly DeskCard[];
}
export interface Desk {
  readonly sum: string;
  readonly late: string;
  readonly delivered: string;
  readonly columns: readonly DeskColumn[];
}

const columns: readonly { readonly id: string; readonly title: string; readonly says: string; readonly phases: readonly LetterPhase[] }[] =
  [
    { id: 'owed', title: 'Owed', says: 'Must be written', phases: ['owed'] },
    { id: 'to-approve', title: 'To approve', says: 'Written, not sent', phases: ['to-approve', 'approved'] },
    { id: 'handed-over', title: 'Handed over', says: 'With the carrier, no proof yet', phases: ['handed-over'] },
    { id: 'dispatched', title: 'Dispatched', says: 'Proof of posting or of delivery to the practice’s mailbox', phases: ['dispatched'] },
    { id: 'returned', title: 'Returned', says: 'Did not reach them', phases: ['returned', 'not-sent'] },
  ];

/** Does a letter wait for somebody beyond its time, or for a person? Both come first. */
const needsSomebodyNow = (copy: LetterCopy, today: string): boolean => isLate(copy, today) || copy.need !== undefined;
const lateFirst =
  (today: string) =>
  (a: LetterCopy, b: LetterCopy): number => {
    const [one, other] = [needsSomebodyNow(a, today), needsSomebodyNow(b, today)];
    if (one !== other) return one ? -1 : 1;
    return a.dueBy < b.dueBy ? -1 : 1;
  };

const deadline = (copy: LetterCopy): string => copy.need?.by ?? (copy.dueBy === '' ? (copy.letter?.by ?? '') : copy.dueBy);
const whose = (patient: PatientCopy | undefined): Pick<DeskCard, 'name' | 'nhs'> => {
  if (patient === undefined) return { name: 'Patient not known', nhs: '' };
  const { name } = patient.demographics;
  const nhs = patient.nhsNumber === '' ? '' : formatNhsNumber(patient.nhsNumber);
  return { name: `${name.family.toUpperCase()}, ${name.given}`, nhs };
};
const saysMore: readonly string[] = ['Held', 'Not known', 'Approved', 'Not sent'];
const tagOf = (state: string): string => {
  const plain = state.replace(', late', '');
  return saysMore.includes(plain) ? plain : '';
};
const whatIsWrong = ({ need, held }: LetterCopy): string => need?.sentence ?? held?.sentence ?? '';
const cardOf = (copy: LetterCopy, patient: PatientCopy | undefined, today: CivilDate): DeskCard => {
  const { letter } = copy;
  const by = deadline(copy);
  return {
    letter: copy._id,
    ...whose(patient),
    about: letter?.says ?? '',
    to: letter?.to === 'gp' ? 'To the GP' : 'To the patient',
    by: date(by),
    late: by < today ? `Late since ${date(by)}` : '',
    tag: tagOf(stateOf(copy, today).state),
    note: whatIsWrong(copy),
  };
};

const shown = 30;

/** The letters desk: five states as five columns, late first, and a sum that adds up. `delivered` are those of the last 7 days. */
export const deskOf = (order: {
  readonly letters: readonly LetterCopy[];
  readonly patients: ReadonlyMap<string, PatientCopy>;
  readonly deliveredLately: number;
  readonly today: CivilDate;
  /** Show every card of one column. */
  readonly whole: string;
}): Desk => {
  const { letters, patients, deliveredLately, today, whole } = order;
  const open = letters.filter((copy) => isUnderWay(copy) && copy.next === undefined && !isSettled(copy)).sort(lateFirst(today));
  const all = columns.map(({ phases, ...column }) => {
    const own = open.filter(({ phase }) => phases.some((each) => each === phase));
    const cards = own.map((copy) => cardOf(copy, patients.get(copy.patient), today));
    return {
      ...column,
      total: cards.length,
      late: cards.filter(({ late }) => late !== '').length,
      cards: whole === column.id ? cards : cards.slice(0, shown),
    };
  });
  const late = all.reduce((sum, column) => sum + column.late, 0);
  const parts = all.map(({ title, total }) => `${String(total)} ${title.toLowerCase()}`).join(', ');
  return {
    sum: `${counted(open.length, 'letter')} not yet delivered: ${parts}.`,
    late: late === 0 ? 'None is late.' : `${String(late)} ${late === 1 ? 'is' : 'are'} late.`,
    delivered: `${String(deliveredLately)} delivered in the last 7 days.`,
    columns: all,
  };
};

/** Came back or was refused, and a person has settled what to do about it. */
const isSettled = ({ phase, need }: LetterCopy): boolean => (phase === 'returned' || phase === 'not-sent') && need === undefined;
