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
type Analyte = readonly [code: string, name: string, units: string, range: string];
const psa: Analyte = ['PSA', 'Prostate specific antigen', 'ug/L', '<4.0'];
const renal: readonly Analyte[] = [
  ['NA', 'Sodium', 'mmol/L', '133-146'],
  ['K', 'Potassium', 'mmol/L', '3.5-5.3'],
  ['UREA', 'Urea', 'mmol/L', '2.5-7.8'],
  ['CREA', 'Creatinine', 'umol/L', '59-104'],
  ['EGFR', 'Estimated GFR', 'mL/min/1.73m2', '>90'],
];
const liver: readonly Analyte[] = [
  ['ALB', 'Albumin', 'g/L', '35-50'],
  ['ALT', 'Alanine transaminase', 'U/L', '<50'],
  ['ALP', 'Alkaline phosphatase', 'U/L', '30-130'],
  ['BIL', 'Total bilirubin', 'umol/L', '<21'],
  ['TP', 'Total protein', 'g/L', '60-80'],
];
const blood: readonly Analyte[] = [
  ['HB', 'Haemoglobin', 'g/L', '130-170'],
  ['WBC', 'White cell count', '10*9/L', '4.0-11.0'],
  ['PLT', 'Platelets', '10*9/L', '150-400'],
  ['RBC', 'Red cell count', '10*12/L', '4.5-6.5'],
  ['HCT', 'Haematocrit', 'L/L', '0.40-0.52'],
  ['MCV', 'Mean cell volume', 'fL', '80-100'],
  ['MCH', 'Mean cell haemoglobin', 'pg', '27-32'],
  ['NEUT', 'Neutrophils', '10*9/L', '2.0-7.5'],
  ['LYMPH', 'Lymphocytes', '10*9/L', '1.0-4.0'],
  ['MONO', 'Monocytes', '10*9/L', '0.2-1.0'],
  ['EOS', 'Eosinophils', '10*9/L', '0.0-0.4'],
  ['BASO', 'Basophils', '10*9/L', '0.0-0.1'],
];
const panels: readonly (readonly Analyte[])[] = [[psa], renal, [...renal, psa], liver, blood];

/**
 * ORU^R01 of a whole-trust laboratory for made-up men: a PSA, a renal or liver profile or a blood count, six results and 0.9 kB on
 * average. The same for the same seed, each with a control id that no other seed gives.
 */
export const laboratoryMessages = ({ seed, messages }: MessageLoad): readonly LaboratoryMessage[] => {
  const next = seeded(seed);
  const nhsNumbers = Array.from({ length: patients }, (_, n) => testNhsNumber(n));
  return Array.from({ length: messages }, (_, index) => {
    const controlId = `B${String(seed)}-${String(index)}`;
    const man = next() % patients;
    const at = `2026030${String((next() % 9) + 1)}0900`;
    const message = hl7('ORU^R01^ORU_R01', { controlId, sendingFacility: 'BENCH-LAB', version: '2.5.1' })
      .patient({ nhsNumber: nhsNumbers[man] ?? '', hospitalNumber: `N${String(100_000 + man)}`, hospital: 'ZT001' })
      .segment(
        'PV1',
        '1',
        'O',
        'UROL^CLINIC 2^^NORTHMOOR',
        '',
        '',
        '',
        'C3456789^PENROSE^DAVID^^^MR',
        'G1234567^OKAFOR^NGOZI^^^DR',
        '',
        '101',
      )
      .order({ filler: `L${String(seed)}${String(index)}`, at });
    for (const [code, name, units, range] of panels[next() % panels.length] ?? [])
      message.result({ code, name, units, range, value: ((next() % 5000) / 100).toFixed(2), at });
    message.note('Sample received in good condition. Reference ranges are for adult men.');
    message.note('Reported by the duty biochemist; telephone the laboratory for advice.');
    return { controlId, bytes: message.bytes() };
  });
};
