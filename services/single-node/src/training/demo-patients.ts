import type { DemoPatient } from './demo-patient.js';
import { northmoorOtherPatients } from './northmoor-other-patients.js';
import { northmoorPatients } from './northmoor-patients.js';
import { saltmarshPatients } from './saltmarsh-patients.js';

/** Every invented patient of the training region. */
export const demoPatients: readonly DemoPatient[] = [...northmoorPatients, ...northmoorOtherPatients, ...saltmarshPatients];
