import { protocol } from '../patient-page/patient-file.fixture.js';
import { id } from './told.fixture.js';

export const ids = { patient: id(1), other: id(2), result: id(3), followUp: id(4), test: id(5), review: id(6), recall: id(7), task: id(8) };
export const team = id(9);
export const streams = {
  patient: `registration.patient-${ids.patient}`,
  other: `registration.patient-${ids.other}`,
  feed: `registration.feed-${id(20)}`,
  registrationProblem: `registration.quarantine-${id(21)}`,
  result: `results.result-${ids.result}`,
  resultsProblem: `results.quarantine-${id(22)}`,
  followUp: `pathway.follow-up-${ids.followUp}`,
  protocol: `pathway.protocol-${protocol.protocol}`,
  task: `alerting.task-${ids.task}`,
  team: `alerting.team-${team}`,
  sweep: `alerting.sweep-${id(23)}`,
  certificate: `alerting.certificate-${id(24)}`,
  letter: `letters.letter-${id(10)}`,
  sentLetter: `letters.letter-${id(13)}`,
  lostLetter: `letters.letter-${id(14)}`,
  staff: `portal-gateway.staff-${id(11)}`,
  access: `portal-gateway.access-${id(12)}`,
  call: `alerting.helpline-call-${id(13)}`,
  colleague: `alerting.colleague-${id(14)}`,
  workingHours: `alerting.working-hours-${id(15)}`,
  added: `portal-gateway.staff-${id(16)}`,
  sender: `letters.sender-${id(18)}`,
  template: `letters.template-${id(19)}`,
  practices: `letters.practice-${id(25)}`,
  holidays: `pathway.holiday-${id(17)}`,
};
