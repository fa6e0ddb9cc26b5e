import { addDays, type CivilDate } from '@rms/nhs';
import { expandSchedule, type Protocol } from '@rms/protocols';
import { callsOf } from './calls.js';
import { at, idOf, knownOf, message, senderOf, workdayUpTo, type Happening } from './happening.js';
import { registers, reports, type Known, type SyntheticReport } from './messages.js';
import { isLately, type SyntheticPatient } from './patients.js';
import { notAttended, registeredAs, turnsOf } from './turns.js';

interface Sample {
  readonly takenOn: CivilDate;
  readonly value: SyntheticReport['value'];
  readonly corrected?: SyntheticReport['value'];
  readonly withdrawn?: boolean;
  /** The laboratory reports it of somebody else first, under his number. */
  readonly mixedUp?: boolean;
}

/** A sheet of somebody else with his number on it: nothing else of him agrees. */
const somebodyElse = ({ person, trust }: SyntheticPatient): Known => ({
  person: { ...person, family: 'Sample', given: 'Wrong', bornOn: '1990-01-01', address: { ...person.address, postcode: 'ZZ8 8AA' } },
  trust: trust.ods,
});

/** One report after another of one sample: its first word, and the laboratory's second thoughts. */
const reportsOn = (patient: SyntheticPatient, sample: Sample): readonly Happening[] => {
  const { takenOn, value, corrected, withdrawn, mixedUp } = sample;
  const { code, sender } = patient.track;
  const facility = senderOf(patient, sender === 'laboratory' ? 'LAB' : 'RIS');
  const filler = `${sender === 'laboratory' ? 'L' : 'X'}${takenOn.replaceAll('-', '')}${patient.person.hospitalNumber}`;
  const told = (status: SyntheticReport['status'], { daysLater, said, known = knownOf(patient), mark = status }: Told): Happening => {
    const when = at(addDays(takenOn, daysLater), '15:20');
    const report = { filler, sampledOn: takenOn, status, code, value: said };
    return message(when, reports({ facility, at: when, controlId: `${filler.slice(0, 17)}-${mark}` }, known, report));
  };
  return [
    ...(mixedUp === true ? [told('F', { daysLater: 1, said: value, known: somebodyElse(patient), mark: 'X' })] : []),
    told('F', { daysLater: mixedUp === true ? 3 : 1, said: value }),
    ...(corrected === undefined ? [] : [told('C', { daysLater: 3, said: corrected })]),
    ...(withdrawn === true ? [told('W', { daysLater: 4, said: value })] : []),
  ];
};
interface Told {
  readonly daysLater: number;
  readonly said: SyntheticReport['value'];
  readonly known?: Known;
  readonly mark?: string;
}

/** The days on which he is to be tested by a day: about when it is due, and in the last days on the very day. */
const plannedOf = (patient: SyntheticPatient, protocol: Protocol, today: CivilDate) => {
  const { plot, chance, anchorOn, answers, person, registeredOn } = patient;
  const draws = chance.fork('planned');
  const slots = expandSchedule(protocol, { anchorOn, bornOn: person.bornOn as CivilDate, ...(answers === undefined ? {} : { answers }) });
  return slots
    .filter(({ dueOn }) => dueOn < today)
    .map(({ opensOn, dueOn, side }) => {
      const strays = addDays(dueOn, draws.between(-6, 9));
      const isExact = isLately(plot) && dueOn > addDays(today, -30);
      // A sample that is taken too early would not count.
      return { side: side ?? 'both', takenOn: isExact ? dueOn : strays < opensOn ? opensOn : strays };
    })
    .filter(({ takenOn }) => takenOn > addDays(registeredOn, 3) && takenOn < addDays(today, -1));
};

/** The last day on which somebody is tested who then comes no more. */
const silentFrom = ({ plot, chance }: SyntheticPatient, today: CivilDate): CivilDate =>
  addDays(today, -(plot === 'misses-now' ? 60 : chance.fork('silent').between(55, 150)));

/** What is found at each test, and what befalls the last of them. */
const samplesOf = (patient: SyntheticPatient, protocol: Protocol, today: CivilDate): readonly Sample[] => {
  const { track, plot, chance } = patient;
  const draws = chance.fork('samples');
  const planned = plannedOf(patient, protocol, today);
  const usual: readonly Sample[] = planned.map(({ takenOn, side }, n) => ({ takenOn, value: track.usual(n, draws, side) }));
  const last = usual.at(-1);
  const side = planned.at(-1)?.side ?? 'both';
  if (last === undefined) return usual;
  const before = usual.slice(0, -1);
  const worrying = (n: number): SyntheticReport['value'] => track.worrying(n, draws, side);
  switch (plot) {
    case 'rises-now':
      return [...before, { ...last, value: worrying(0) }];
    case 'rises': {
      const again = addDays(last.takenOn, 30);
      return [...before, { ...last, value: worrying(0) }, ...(again < addDays(today, -2) ? [{ takenOn: again, value: worrying(1) }] : [])];
    }
    case 'corrected':
      return [...before, { ...last, value: worrying(0), corrected: last.value }];
    case 'withdrawn':
      return [...before, { ...last, withdrawn: true }];
    case 'mixed-up':
    case 'mixed-up-now':
      return [...before, { ...last, mixedUp: true }];
    case 'unreadable':
      return [...before, { ...last, value: { kind: 'text', shown: 'Sample insufficient', unit: '' } }];
    case 'comes-late': {
      const late = addDays(last.takenOn, draws.between(35, 60));
      return late < addDays(today, -2) ? [...before, { ...last, takenOn: late }] : before;
    }
    case 'never-comes':
    case 'misses-now':
      return before.filter(({ takenOn }) => takenOn < silentFrom(patient, today));
    case 'not-attended':
      return before;
    default:
      return usual;
  }
};

/** The appointment for his last test, which he does not keep. */
const missedBy = (patient: SyntheticPatient, protocol: Protocol, today: CivilDate): readonly Happening[] => {
  const last = plannedOf(patient, protocol, today).at(-1);
  return patient.plot === 'not-attended' && last !== undefined ? notAttended(patient, last.takenOn) : [];
};

/** Everything that happens to one patient by a day, in no order. */
export const storyOf = (patient: SyntheticPatient, protocol: Protocol, today: CivilDate): readonly Happening[] => {
  const { person, trust, registeredOn, anchorOn, answers } = patient;
  const registered = at(registeredOn, '09:10');
  const register = { facility: senderOf(patient, 'REGISTER'), at: registered, controlId: idOf(patient, 'REG') };
  const started: Happening = {
    at: at(workdayUpTo(addDays(registeredOn, 3)), '10:30'),
    kind: 'start',
    nhsNumber: person.nhsNumber,
    trust: trust.ods,
    protocol: protocol.name,
    anchorOn,
    answers,
  };
  return [
    message(registered, registers(register, { ...knownOf(patient), person: registeredAs(patient, today) })),
    started,
    ...samplesOf(patient, protocol, today).flatMap((sample) => reportsOn(patient, sample)),
    ...missedBy(patient, protocol, today),
    ...turnsOf(patient, today),
    ...callsOf(patient, today),
  ];
};
