export {
  agreeWorkingHours,
  alertingCollections,
  alertingCopies,
  alertingHistory,
  alertingTellers,
  assembleAlerting,
  formTeam,
} from './alerting.js';
export { task } from './task/task.aggregate.js';
export type { TaskState } from './task/task.facts.js';
export { team } from './team/team.aggregate.js';
export { LedgerReader } from './nobody-is-lost/ledger-reader.js';
export { reconcile } from './nobody-is-lost/reconcile.js';
export type { LostPatient, Reconciliation } from './nobody-is-lost/reconcile.js';
export { endOfDay, momentOf } from './nobody-is-lost/moment.js';
export type { KeepingWatch } from './nobody-is-lost/keeping-watch.js';
export { certificate, certificateId } from './nobody-is-lost/certificate.aggregate.js';
export type { Statement } from './nobody-is-lost/certificate.aggregate.js';
export { usualHours } from './working-hours/working-hours.aggregate.js';
export type { WorkingHours } from './working-hours/working-hours.aggregate.js';
export { checkCertificate } from './nobody-is-lost/check-certificate.js';
