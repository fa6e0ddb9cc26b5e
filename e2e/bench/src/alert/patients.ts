import { mllpFrames } from '@rms/hl7';
import { hl7, testNhsNumber, type MessageForTest } from '@rms/hl7/testing';
import { instantText, systemClock } from '@rms/event-sourcing';
import { addDays, londonDateOf, parseInstant, type CivilDate } from '@rms/nhs';

/** A made-up man in follow-up. */
export interface FollowedPatient {
  readonly number: number;
  readonly nhsNumber: string;
}

const firstNumber = 2000;
export const followedPatients = (count: number): readonly FollowedPatient[] =>
  Array.from({ length: count }, (_, number) => ({ number, nhsNumber: testNhsNumber(firstNumber + number) }));

/** The civil date so many days before today. */
export const daysAgo = (days: number): CivilDate => {
  const now = parseInstant(instantText(systemClock.now()));
  if (now === undefined) throw new Error('The clock gives no date.');
  return addDays(londonDateOf(now), -days);
};
const compact = (date: CivilDate): string => date.replaceAll('-', '');
const framed = (message: MessageForTest): Uint8Array => mllpFrames([message.bytes()]);

const about = (message: MessageForTest, { number, nhsNumber }: FollowedPatient): MessageForTest =>
  message.patient({
    nhsNumber,
    hospitalNumber: `N9${String(10_000 + number)}`,
    hospital: 'ZT001',
    family: `Bench${String(number)}`,
    given: 'Arthur',
    bornOn: `19${String(40 + (number % 30))}0412`,
    postcode: 'ZZ99 9ZZ',
  });
const header = (controlId: string) => ({ sendingFacility: 'BENCH', controlId, at: `${compact(daysAgo(0))}0001`, version: '2.5.1' });

/** The register's word that he exists, framed. */
export const registrationOf = (patient: FollowedPatient): Uint8Array =>
  framed(about(hl7('ADT^A28', header(`R${String(patient.number)}`)).segment('EVN', 'A28'), patient));

/** A PSA of 0.24 ng/mL after his prostate was removed: over the limit, so somebody must look. Framed. */
export const abnormalPsaOf = (patient: FollowedPatient): Uint8Array => {
  const at = `${compact(daysAgo(1))}0835`;
  const message = about(hl7('ORU^R01^ORU_R01', header(`P${String(patient.number)}`)), patient);
  return framed(message.order({ filler: `F${String(patient.number)}`, at }).result({ value: '0.24', at, units: 'ug/L' }));
};

/** A PSA of 0.05 ng/mL, the n-th of that man, taken so many days ago. Framed. */
export const goodPsaOf = (
  patient: FollowedPatient,
  { nth, daysAgo: days }: { readonly nth: number; readonly daysAgo: number },
): Uint8Array => {
  const at = `${compact(daysAgo(days))}0835`;
  const number = `${String(patient.number)}-${String(nth)}`;
  const message = about(hl7('ORU^R01^ORU_R01', header(`G${number}`)), patient);
  return framed(message.order({ filler: `G${number}`, at }).result({ value: '0.05', at, units: 'ug/L' }));
};
