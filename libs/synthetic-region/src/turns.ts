import { addDays, type CivilDate } from '@rms/nhs';
import { at, idOf, knownOf, message, senderOf, workdayUpTo, type Happening } from './happening.js';
import { appoints, corrects, merges, registers } from './messages.js';
import { addressIn, type Address, type SyntheticPerson } from './people.js';
import type { SyntheticPatient } from './patients.js';

/** An address that nobody has. By its postcode the loopback carrier of a training region brings the post back. */
const wrongAddress: Address = { street: '1 Nowhere Row', town: 'Northmoor', postcode: 'ZZ9 9RP' };

const pas = (patient: SyntheticPatient, what: string, when: string) => ({
  facility: senderOf(patient, 'PAS'),
  at: when,
  controlId: idOf(patient, what),
});
const corrected = (patient: SyntheticPatient, what: string, told: { readonly when: string; readonly person: SyntheticPerson }): Happening =>
  message(told.when, corrects(pas(patient, what, told.when), { person: told.person, trust: patient.trust.ods }));

/** The day on which something befalls him that may be any day. */
const dayOf = ({ chance, registeredOn }: SyntheticPatient, today: CivilDate): CivilDate => {
  const day = addDays(registeredOn, 40 + chance.fork('day').below(200));
  return day < addDays(today, -10) ? day : addDays(today, -10);
};

/** Who he is from which day on, as the register and the patient administration know him: the first is how he was registered. */
const livesOf = (patient: SyntheticPatient, today: CivilDate): readonly (readonly [from: CivilDate, person: SyntheticPerson])[] => {
  const { plot, person, trust, chance, registeredOn } = patient;
  const draws = chance.fork('lives');
  if (plot === 'moves')
    return [
      [registeredOn, person],
      [dayOf(patient, today), { ...person, address: addressIn(trust, draws), practice: draws.pick(trust.practices) }],
    ];
  if (plot === 'gone-away')
    return [
      [registeredOn, person],
      [addDays(today, -45), { ...person, address: wrongAddress }],
    ];
  if (plot !== 'post-returned') return [[registeredOn, person]];
  return [
    [registeredOn, { ...person, address: wrongAddress }],
    [addDays(registeredOn, 16), person],
  ];
};

/** How he was known when he was registered. */
export const registeredAs = (patient: SyntheticPatient, today: CivilDate): SyntheticPerson =>
  livesOf(patient, today)[0]?.[1] ?? patient.person;

const confirmedEveryDays = 240;
// Whoever comes to a hospital is asked where he lives. Few are not asked for years: their letters wait for somebody who asks.
const confirmations = (patient: SyntheticPatient, today: CivilDate): readonly Happening[] => {
  const { chance, registeredOn, plot } = patient;
  if (plot === 'dies' || chance.fork('asked').percent(8)) return [];
  const lives = livesOf(patient, today);
  const happenings: Happening[] = [];
  for (let on = addDays(registeredOn, confirmedEveryDays); on < today; on = addDays(on, confirmedEveryDays)) {
    const person = lives.findLast(([from]) => from <= on)?.[1] ?? patient.person;
    happenings.push(corrected(patient, `C${on.slice(2, 7).replace('-', '')}`, { when: at(on, '13:15'), person }));
  }
  return happenings;
};

const dies = (patient: SyntheticPatient, on: CivilDate): Happening => {
  const when = at(addDays(on, 6), '10:05');
  return message(when, corrects(pas(patient, 'D', when), { ...knownOf(patient), diedOn: on }));
};

const merged = (patient: SyntheticPatient, on: CivilDate): readonly Happening[] => {
  const { person, trust } = patient;
  const twin = { ...person, hospitalNumber: `${person.hospitalNumber}9` };
  const [born, joined] = [at(on, '09:30'), at(addDays(on, 5), '09:45')];
  const register = (what: string, when: string) => ({
    facility: senderOf(patient, 'REGISTER'),
    at: when,
    controlId: idOf(patient, what),
  });
  return [
    message(born, registers(register('T', born), { person: twin, trust: trust.ods, withoutNhsNumber: true })),
    message(joined, merges(register('J', joined), knownOf(patient), twin.hospitalNumber)),
  ];
};

/** An appointment for a blood test, told of before its day and after it. */
export const notAttended = (patient: SyntheticPatient, on: CivilDate): readonly Happening[] => {
  const [booked, missed] = [at(addDays(on, -20), '12:00'), at(addDays(on, 1), '14:30')];
  const appointment = { id: `A${patient.person.hospitalNumber}`, on, what: ['BT-PSA', 'Blood test: PSA', 'L'] } as const;
  return [
    message(booked, appoints(pas(patient, 'B', booked), knownOf(patient), { ...appointment, trigger: 'S12' })),
    message(missed, appoints(pas(patient, 'N', missed), knownOf(patient), { ...appointment, trigger: 'S26' })),
  ];
};

/** He is away for some months and has asked that nobody writes meanwhile. */
const pauses = ({ person, trust }: SyntheticPatient, today: CivilDate): Happening => ({
  at: at(workdayUpTo(addDays(today, -25)), '11:20'),
  kind: 'pause',
  nhsNumber: person.nhsNumber,
  trust: trust.ods,
  reason: 'Abroad with family for some months; wants to take the tests up again afterwards.',
  reviewOn: addDays(today, 95),
});

const befalls = (patient: SyntheticPatient, today: CivilDate): readonly Happening[] => {
  switch (patient.plot) {
    case 'dies':
      return [dies(patient, dayOf(patient, today))];
    case 'moves':
    case 'post-returned':
    case 'gone-away':
      return livesOf(patient, today)
        .slice(1)
        .map(([on, person]) => corrected(patient, 'M', { when: at(on, '11:40'), person }));
    case 'merged':
      return merged(patient, dayOf(patient, today));
    case 'pauses':
      return [pauses(patient, today)];
    default:
      return [];
  }
};

/** What befalls him besides his tests. */
export const turnsOf = (patient: SyntheticPatient, today: CivilDate): readonly Happening[] => [
  ...befalls(patient, today),
  ...confirmations(patient, today),
];
