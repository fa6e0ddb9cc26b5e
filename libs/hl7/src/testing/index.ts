export { certificateForTest, type CertificateForTest } from './certificates.js';
export { MessageForTest, hl7, type HeaderForTest, type OrderForTest, type PatientForTest, type ResultForTest } from './hl7.js';
export { testNhsNumber } from './nhs-numbers.js';
export { WireForTest } from './wire.js';
