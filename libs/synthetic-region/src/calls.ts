import { addDays, daysBetween, type CivilDate } from '@rms/nhs';
import { at, workdayUpTo, type Happening, type SyntheticCall } from './happening.js';
import type { SyntheticPatient } from './patients.js';

type Said = Pick<SyntheticCall, 'said' | 'symptoms' | 'urgency'>;
const sayings: readonly [Said, ...Said[]] = [
  { said: 'Asks when the result of the last test will come.', symptoms: [], urgency: 'three-days' },
  { said: 'Has moved the date of the next test and wants to know whether that is all right.', symptoms: [], urgency: 'three-days' },
  { said: 'More tired than before, for about six weeks.', symptoms: ['very-tired'], urgency: 'three-days' },
  { said: 'A dull pain in the back that is new, for about two weeks.', symptoms: ['pain-new-or-worse'], urgency: 'same-day' },
  { said: 'Has lost some weight and does not know why.', symptoms: ['weight-loss'], urgency: 'same-day' },
  { said: 'Worried after reading about the illness and would like to talk to the nurse.', symptoms: ['other'], urgency: 'three-days' },
];

const latelyDays = 3;

/** The days on which he rings. A few ring in the last days of the region, so that their calls are still to be returned. */
const daysOf = ({ n, chance, registeredOn, plot }: SyntheticPatient, today: CivilDate): readonly CivilDate[] => {
  const draws = chance.fork('calls');
  const span = daysBetween(addDays(registeredOn, 30), today) - 20;
  const earlier = plot !== 'dies' && span > 0 && draws.percent(40) ? [addDays(registeredOn, 30 + draws.below(span))] : [];
  const lately = plot === 'steady' && n % 20 === 11 ? [addDays(today, -draws.between(1, latelyDays))] : [];
  return [...earlier, ...lately].map(workdayUpTo);
};

/** Calls to the helpline by somebody, or by somebody near to him. */
export const callsOf = (patient: SyntheticPatient, today: CivilDate): readonly Happening[] => {
  const { person, trust, chance } = patient;
  const draws = chance.fork('what he says');
  return daysOf(patient, today).map((day) => {
    const self = draws.percent(70);
    const relation = draws.pick([person.sex === 'M' ? 'wife' : 'husband', 'daughter', 'son']);
    return {
      at: at(day, `1${String(draws.below(5))}:${String(draws.between(10, 55))}`),
      kind: 'call',
      nhsNumber: person.nhsNumber,
      trust: trust.ods,
      caller: {
        name: self ? `${person.given} ${person.family}` : `The ${relation} of ${person.given} ${person.family}`,
        phone: person.phone,
        relation: self ? 'the patient' : relation,
      },
      ...draws.pick(sayings),
    };
  });
};
