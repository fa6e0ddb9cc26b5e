export { certificateForTest, type CertificateForTest } from './certificates.js';
export { MessageForTest, hl7 } from './hl7.js';
export type { HeaderForTest, OrderForTest, PatientForTest, ResultForTest } from './made-up.js';
export { testNhsNumber } from './nhs-numbers.js';
export { WireForTest } from './wire.js';
