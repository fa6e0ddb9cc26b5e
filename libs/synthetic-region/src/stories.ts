import { addDays, type CivilDate } from '@rms/nhs';
import { expandSchedule, type Answers, type Protocol } from '@rms/protocols';
import { appoints, corrects, merges, registers, reports, type Known, type SyntheticReport } from './messages.js';
import { addressIn } from './people.js';
import type { SyntheticPatient } from './patients.js';

/** Something that happens in the region at an instant: a message arrives, or a nurse starts a follow-up. */
export type Happening =
  | { readonly at: string; readonly kind: 'message'; readonly bytes: Uint8Array }
  | {
      readonly at: string;
      readonly kind: 'start';
      readonly nhsNumber: string;
      readonly trust: string;
      readonly protocol: string;
      readonly anchorOn: CivilDate;
      readonly answers: Answers | undefined;
    };

interface Sample {
  readonly takenOn: CivilDate;
  readonly value: SyntheticReport['value'];
  readonly corrected?: SyntheticReport['value'];
  readonly withdrawn?: boolean;
}

const at = (date: string, time: string): string => `${date}T${time}:00.000Z`;
const knownOf = ({ person, trust }: SyntheticPatient): Known => ({ person, trust: trust.ods });
const senderOf = (patient: SyntheticPatient, kind: 'REGISTER' | 'PAS' | 'LAB' | 'RIS'): string => {
  const { ods } = patient.trust;
  const place = { ZT001: 'NORTHMOOR', ZT002: 'SALTMARSH', ZT003: 'FELLSIDE' }[ods] ?? '';
  // The first two trusts share a laboratory.
  return kind === 'LAB' && ods === 'ZT002' ? 'NORTHMOOR-LAB' : `${place}-${kind}`;
};
const idOf = (patient: SyntheticPatient, what: string): string => `${what}-${patient.person.hospitalNumber}`.slice(0, 20);

/** One report after another of one sample: its first word, and the laboratory's second thoughts. */
const reportsOn = (patient: SyntheticPatient, sample: Sample): readonly Happening[] => {
  const { takenOn, value, corrected, withdrawn } = sample;
  const { code, sender } = patient.track;
  const facility = senderOf(patient, sender === 'laboratory' ? 'LAB' : 'RIS');
  const filler = `${sender === 'laboratory' ? 'L' : 'X'}${takenOn.replaceAll('-', '')}${patient.person.hospitalNumber}`;
  const told = (status: SyntheticReport['status'], daysLater: number, said: SyntheticReport['value']): Happening => {
    const when = at(addDays(takenOn, daysLater), '16:20');
    const report = { filler, sampledOn: takenOn, status, code, value: said };
    return {
      at: when,
      kind: 'message',
      bytes: reports({ facility, at: when, controlId: `${filler.slice(0, 17)}-${status}` }, knownOf(patient), report),
    };
  };
  return [
    told('F', 1, value),
    ...(corrected === undefined ? [] : [told('C', 3, corrected)]),
    ...(withdrawn === true ? [told('W', 4, value)] : []),
  ];
};

/** The days on which he is tested, and what befalls the last of them. */
const samplesOf = (patient: SyntheticPatient, protocol: Protocol, today: CivilDate): readonly Sample[] => {
  const { track, plot, chance, anchorOn, answers, person, registeredOn } = patient;
  const draws = chance.fork('samples');
  const slots = expandSchedule(protocol, { anchorOn, bornOn: person.bornOn as CivilDate, ...(answers === undefined ? {} : { answers }) });
  const due = slots
    .map((slot) => ({ side: slot.side ?? 'both', takenOn: addDays(slot.dueOn, draws.between(-6, 9)) }))
    .filter(({ takenOn }) => takenOn > addDays(registeredOn, 3) && takenOn < addDays(today, -2));
  const usual: readonly Sample[] = due.map(({ takenOn, side }, n) => ({ takenOn, value: track.usual(n, draws, side) }));
  const last = usual.at(-1);
  const side = due.at(-1)?.side ?? 'both';
  if (last === undefined) return usual;
  const before = usual.slice(0, -1);
  const worrying = (n: number): SyntheticReport['value'] => track.worrying(n, draws, side);
  switch (plot) {
    case 'rises': {
      const again = addDays(last.takenOn, 30);
      return [...before, { ...last, value: worrying(0) }, ...(again < addDays(today, -2) ? [{ takenOn: again, value: worrying(1) }] : [])];
    }
    case 'corrected':
      return [...before, { ...last, value: worrying(0), corrected: last.value }];
    case 'withdrawn':
      return [...before, { ...last, withdrawn: true }];
    case 'unreadable':
      return [...before, { ...last, value: { kind: 'text', shown: 'Sample insufficient', unit: '' } }];
    case 'comes-late': {
      const late = addDays(last.takenOn, draws.between(35, 60));
      return late < addDays(today, -2) ? [...before, { ...last, takenOn: late }] : before;
    }
    case 'never-comes':
    case 'not-attended':
      return before;
    default:
      return usual;
  }
};

const message = (when: string, bytes: Uint8Array): Happening => ({ at: when, kind: 'message', bytes });

/** What befalls him besides his tests. */
const turnsOf = (patient: SyntheticPatient, today: CivilDate): readonly Happening[] => {
  const { plot, person, trust, chance, registeredOn } = patient;
  const draws = chance.fork('turns');
  const day = addDays(registeredOn, 40 + draws.below(Math.max(1, 200)));
  const on = day < addDays(today, -10) ? day : addDays(today, -10);
  const pas = (what: string, when: string) => ({ facility: senderOf(patient, 'PAS'), at: when, controlId: idOf(patient, what) });
  switch (plot) {
    case 'dies': {
      const when = at(addDays(on, 6), '10:05');
      return [message(when, corrects(pas('D', when), { ...knownOf(patient), diedOn: on }))];
    }
    case 'moves': {
      const moved = { ...person, address: addressIn(trust, draws), practice: draws.pick(trust.practices) };
      const when = at(on, '11:40');
      return [message(when, corrects(pas('M', when), { person: moved, trust: trust.ods }))];
    }
    case 'post-returned': {
      const gone = { ...person, address: { ...person.address, street: 'Returned Post House' } };
      const when = at(addDays(registeredOn, 2), '11:40');
      return [message(when, corrects(pas('R', when), { person: gone, trust: trust.ods }))];
    }
    case 'merged': {
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
    }
    case 'not-attended': {
      const [booked, missed] = [at(addDays(today, -50), '12:00'), at(addDays(today, -29), '17:30')];
      const appointment = { id: `A${person.hospitalNumber}`, on: addDays(today, -30), what: 'Blood test' };
      return [
        message(booked, appoints(pas('B', booked), knownOf(patient), { ...appointment, trigger: 'S12' })),
        message(missed, appoints(pas('N', missed), knownOf(patient), { ...appointment, trigger: 'S26' })),
      ];
    }
    default:
      return [];
  }
};

/** Everything that happens to one patient by a day, in no order. */
export const storyOf = (patient: SyntheticPatient, protocol: Protocol, today: CivilDate): readonly Happening[] => {
  const { person, trust, registeredOn, anchorOn, answers } = patient;
  const registered = at(registeredOn, '09:10');
  const register = { facility: senderOf(patient, 'REGISTER'), at: registered, controlId: idOf(patient, 'REG') };
  const started: Happening = {
    at: at(addDays(registeredOn, 1), '10:30'),
    kind: 'start',
    nhsNumber: person.nhsNumber,
    trust: trust.ods,
    protocol: protocol.name,
    anchorOn,
    answers,
  };
  return [
    message(registered, registers(register, knownOf(patient))),
    started,
    ...samplesOf(patient, protocol, today).flatMap((sample) => reportsOn(patient, sample)),
    ...turnsOf(patient, today),
  ];
};
