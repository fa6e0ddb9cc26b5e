import { testNhsNumber } from './nhs-numbers.js';

/** MSH of a message for a test, field texts as they go on the wire. Everything has a made-up default. */
export interface HeaderForTest {
  readonly sendingApplication?: string;
  readonly sendingFacility?: string;
  readonly receivingApplication?: string;
  readonly receivingFacility?: string;
  readonly at?: string;
  readonly controlId?: string;
  readonly processingId?: string;
  readonly version?: string;
  readonly acceptAcknowledgement?: string;
  readonly applicationAcknowledgement?: string;
  readonly characterSet?: string;
}

/** A made-up person, plain texts. */
export interface PatientForTest {
  readonly nhsNumber?: string;
  readonly hospitalNumber?: string;
  readonly hospital?: string;
  readonly family?: string;
  readonly given?: string;
  /** `YYYYMMDD` */
  readonly bornOn?: string;
  readonly sex?: 'M' | 'F' | 'O' | 'U';
  readonly street?: string;
  readonly town?: string;
  readonly postcode?: string;
  readonly phone?: string;
  /** PID-30. */
  readonly died?: 'Y' | 'N' | '';
}

/** An order and its report, plain texts. */
export interface OrderForTest {
  readonly placer?: string;
  readonly filler?: string;
  readonly code?: string;
  readonly name?: string;
  /** OBR-7, HL7 timestamp. */
  readonly at?: string;
  /** OBR-25. */
  readonly status?: string;
}

/** One result, plain texts. */
export interface ResultForTest {
  readonly type?: string;
  readonly code?: string;
  readonly name?: string;
  readonly value?: string;
  readonly units?: string;
  readonly range?: string;
  readonly flag?: string;
  /** OBX-11. */
  readonly status?: string;
  /** OBX-14, HL7 timestamp. */
  readonly at?: string;
}

export const headerDefaults: Required<HeaderForTest> = {
  sendingApplication: 'LAB',
  sendingFacility: 'RTEST',
  receivingApplication: 'RMS',
  receivingFacility: 'ALLIANCE',
  at: '20260302101500',
  controlId: 'TEST0001',
  processingId: 'T',
  version: '2.4',
  acceptAcknowledgement: '',
  applicationAcknowledgement: '',
  characterSet: '',
};
export const patientDefaults: Required<PatientForTest> = {
  nhsNumber: testNhsNumber(0),
  hospitalNumber: 'H000001',
  hospital: 'RTEST',
  family: 'TESTPATIENT',
  given: 'Alan',
  bornOn: '19510413',
  sex: 'M',
  street: '',
  town: '',
  postcode: 'ZZ99 9ZZ',
  phone: '',
  died: '',
};
export const orderDefaults: Required<OrderForTest> = {
  placer: 'P1',
  filler: 'F1',
  code: 'PSA',
  name: 'Prostate specific antigen',
  at: '20260302090000',
  status: 'F',
};
export const resultDefaults: Required<ResultForTest> = {
  type: 'NM',
  code: 'PSA',
  name: 'Prostate specific antigen',
  value: '0.1',
  units: 'ug/L',
  range: '',
  flag: '',
  status: 'F',
  at: '20260302090000',
};
