import { hl7, testNhsNumber } from '@rms/hl7/testing';
import { seeded } from '../append/orders.js';

/** One message as a laboratory sends it. */
export interface LaboratoryMessage {
  readonly controlId: string;
  readonly bytes: Uint8Array;
}

export interface MessageLoad {
  readonly seed: number;
  readonly messages: number;
}

const patients = 200;
const analytes = [
  ['PSA', 'Prostate specific antigen', 'ug/L'],
  ['CREA', 'Creatinine', 'umol/L'],
  ['UREA', 'Urea', 'mmol/L'],
  ['NA', 'Sodium', 'mmol/L'],
  ['K', 'Potassium', 'mmol/L'],
  ['HB', 'Haemoglobin', 'g/L'],
] as const;

/** ORU^R01 of one to six results for made-up men: the same for the same seed, each with a control id that no other seed gives. */
export const laboratoryMessages = ({ seed, messages }: MessageLoad): readonly LaboratoryMessage[] => {
  const next = seeded(seed);
  const nhsNumbers = Array.from({ length: patients }, (_, n) => testNhsNumber(n));
  return Array.from({ length: messages }, (_, index) => {
    const controlId = `B${String(seed)}-${String(index)}`;
    const man = next() % patients;
    const at = `2026030${String((next() % 9) + 1)}0900`;
    const message = hl7('ORU^R01^ORU_R01', { controlId, sendingFacility: 'BENCH-LAB', version: '2.5.1' })
      .patient({ nhsNumber: nhsNumbers[man] ?? '', hospitalNumber: `N${String(100_000 + man)}`, hospital: 'ZT001' })
      .order({ filler: `L${String(seed)}${String(index)}`, at });
    for (const [code, name, units] of analytes.slice(0, 1 + (next() % analytes.length)))
      message.result({ code, name, units, value: ((next() % 5000) / 100).toFixed(2), at });
    return { controlId, bytes: message.bytes() };
  });
};
