import { openMllpSender, readAcknowledgement } from '@rms/hl7';
import { hl7, type MessageForTest, type PatientForTest } from '@rms/hl7/testing';
import type { CivilDate } from '@rms/nhs';
import { compact, daysAgo } from './days.js';
import type { JourneyPatient } from './patients.js';
import type { RunningSystem } from './running-system.js';

/** What a laboratory says of one PSA. */
export interface Psa {
  readonly value: string;
  readonly sampled: CivilDate;
  readonly status: 'F' | 'C' | 'W' | 'P';
}
export const psa = (value: string, sampled: CivilDate = daysAgo(1)): Psa => ({ value, sampled, status: 'F' });
export const corrected = (before: Psa, value: string): Psa => ({ ...before, value, status: 'C' });
export const withdrawn = (before: Psa): Psa => ({ ...before, status: 'W' });

/** What radiology says of one mammogram: its coded conclusion, and the side. */
export interface Mammogram {
  readonly code: string;
  readonly text: string;
  readonly side: 'L' | 'R' | 'B';
  readonly done: CivilDate;
}
export const mammogram = (code: string, text: string, told: Pick<Mammogram, 'side' | 'done'>): Mammogram => ({ code, text, ...told });

let sent = 0;
const nextId = (): string => {
  sent += 1;
  return `J${String(process.pid)}-${String(sent)}`;
};
// Each message says that it is later than the one before, as a laboratory's clock does.
const nowOfSender = (): string =>
  `${compact(daysAgo(0))}06${String(Math.floor(sent / 60) % 60).padStart(2, '0')}${String(sent % 60).padStart(2, '0')}`;

const practice = 'Millpond Surgery^^Z99001';
const whoHeIs = (patient: JourneyPatient): PatientForTest => ({
  nhsNumber: patient.nhsNumber,
  hospitalNumber: patient.hospitalNumber,
  hospital: patient.trust,
  family: patient.family,
  given: patient.given,
  bornOn: patient.born,
  postcode: patient.postcode,
  ...(patient.street === undefined ? {} : { street: patient.street, town: 'Northmoor' }),
  ...(patient.phone === undefined ? {} : { phone: patient.phone }),
  ...(patient.sex === undefined ? {} : { sex: patient.sex }),
});
const about = (message: MessageForTest, patient: JourneyPatient): MessageForTest => message.patient(whoHeIs(patient));

const empty = (count: number): readonly string[] => Array.from({ length: count }, () => '');
const header = (sendingFacility: string) => ({
  sendingFacility,
  at: nowOfSender(),
  version: '2.5.1',
  processingId: 'T',
  controlId: nextId(),
});
const fromTheRegister = (trigger: string, trust: JourneyPatient['trust']): MessageForTest => {
  const from = header(trust === 'ZT001' ? 'NORTHMOOR-REGISTER' : 'SALTMARSH-REGISTER');
  return hl7(`ADT^${trigger}`, from).segment('EVN', trigger, from.at);
};
const fromTheLaboratory = (patient: JourneyPatient): MessageForTest => about(hl7('ORU^R01^ORU_R01', header('NORTHMOOR-LAB')), patient);

/** What the cancer register sends when a patient is new. */
export const registration = (patient: JourneyPatient): MessageForTest =>
  about(fromTheRegister('A28', patient.trust), patient).segment('PD1', '', '', practice);

/** What the laboratory sends of a PSA. */
export const psaReport = (result: Psa, patient: JourneyPatient): MessageForTest => {
  const at = `${compact(result.sampled)}0835`;
  return fromTheLaboratory(patient)
    .order({ filler: `JL${compact(result.sampled)}${patient.hospitalNumber}`, at, status: result.status })
    .result({ value: result.value, status: result.status, at, units: 'ug/L' });
};

/** What radiology sends of a mammogram. */
export const mammogramReport = ({ code, text, side, done }: Mammogram, patient: JourneyPatient): MessageForTest => {
  const at = `${compact(done)}1010`;
  const from = header(patient.trust === 'ZT001' ? 'NORTHMOOR-RIS' : 'SALTMARSH-RIS');
  return about(hl7('ORU^R01^ORU_R01', from), patient)
    .order({ filler: `JR${compact(done)}${patient.hospitalNumber}`, code: 'MAMMO', name: 'Mammogram', at, status: 'F' })
    .segment(
      'OBX',
      '1',
      'CWE',
      'MAMMO-C^Mammogram, conclusion^L',
      '',
      `${code}^${text}^RCRBG`,
      ...empty(5),
      'F',
      '',
      '',
      at,
      ...empty(5),
      side,
    );
};

/** An appointment for a PSA, as the hospital's patient administration tells of it. */
export interface Appointment {
  readonly number: string;
  readonly on: CivilDate;
}
const fromPatientAdministration = (trigger: string, { number, on }: Appointment, patient: JourneyPatient): MessageForTest => {
  const told = hl7(`SIU^${trigger}^SIU_S12`, header('NORTHMOOR-PAS')).segment(
    'SCH',
    '',
    number,
    ...['', '', '', ''],
    'BT-PSA^PSA blood test',
    ...['', '', ''],
    `^^^${compact(on)}0915`,
  );
  return about(told, patient);
};

/** Everybody who sends HL7 to the system, on one connection each time. */
export class Senders {
  constructor(private readonly system: Pick<RunningSystem, 'mllp'>) {}

  /** The cancer register says that a patient exists. */
  async register(patient: JourneyPatient): Promise<void> {
    await this.#send(registration(patient));
  }

  /** The cancer register describes a patient anew. */
  async correct(patient: JourneyPatient): Promise<void> {
    await this.#send(about(fromTheRegister('A31', patient.trust), patient));
  }

  /** Patient administration describes a patient, and says with it, as it does of everybody, that he has not died. */
  async describeByHabit(patient: JourneyPatient): Promise<void> {
    const from = header('NORTHMOOR-PAS');
    await this.#send(
      hl7('ADT^A08', from)
        .segment('EVN', 'A08', from.at)
        .patient({ ...whoHeIs(patient), died: 'N' }),
    );
  }

  /** The cancer register says that a patient has died. */
  async reportDeath(patient: JourneyPatient): Promise<void> {
    const told = fromTheRegister('A08', patient.trust).patient({ ...whoHeIs(patient), died: 'Y' });
    await this.#send(told.segment('PD1', '', '', practice));
  }

  /** The cancer register says that two records are one man, and which goes on. */
  async merge({ away, into }: { readonly away: JourneyPatient; readonly into: JourneyPatient }): Promise<void> {
    await this.#send(about(fromTheRegister('A40', into.trust), into).segment('MRG', `${away.hospitalNumber}^^^${away.trust}^MR`));
  }

  /** The laboratory reports a PSA. */
  async report(result: Psa, patient: JourneyPatient): Promise<void> {
    await this.#send(psaReport(result, patient));
  }

  /** Radiology reports a mammogram. */
  async reportMammogram(report: Mammogram, patient: JourneyPatient): Promise<void> {
    await this.#send(mammogramReport(report, patient));
  }

  /** Patient administration says that an appointment was made. */
  async book(appointment: Appointment, patient: JourneyPatient): Promise<void> {
    await this.#send(fromPatientAdministration('S12', appointment, patient));
  }

  /** Patient administration says that he did not come. */
  async missed(appointment: Appointment, patient: JourneyPatient): Promise<void> {
    await this.#send(fromPatientAdministration('S26', appointment, patient));
  }

  /** The laboratory reports something under a code that is in no agreement. */
  async reportUnderAnUnknownCode(patient: JourneyPatient): Promise<void> {
    const at = `${compact(daysAgo(1))}0835`;
    await this.#send(
      fromTheLaboratory(patient)
        .order({ filler: `JX${patient.hospitalNumber}`, code: 'PSAX', at })
        .result({ code: 'PSAX', name: 'PSA, new method', value: '0.30', at, units: 'ug/L' }),
    );
  }

  async #send(message: MessageForTest): Promise<void> {
    const sender = openMllpSender({ ...this.system.mllp, timeoutMs: 10_000 });
    try {
      const reply = await sender.send(message.bytes(), { expectReply: true });
      const read = reply === undefined ? undefined : readAcknowledgement(reply);
      if (read?.ok !== true || read.code !== 'AA')
        throw new Error(`The message was not accepted: ${reply === undefined ? 'no reply' : Buffer.from(reply).toString()}`);
    } finally {
      await sender.close();
    }
  }
}
