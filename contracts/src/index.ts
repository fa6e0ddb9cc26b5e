import * as alerting from './alerting.js';
import type { Contract } from './contract.js';
import * as letters from './letters.js';
import * as pathway from './pathway.js';
import * as portalGateway from './portal-gateway.js';
import * as registration from './registration.js';
import * as results from './results.js';

const isContract = (value: unknown): value is Contract => typeof value === 'object' && value !== null && 'says' in value && 'type' in value;
const inService = (file: object): readonly Contract[] => Object.values(file).filter(isContract);

/** Every contract there is, by the service that publishes it. */
export const contractsOf = {
  registration: inService(registration),
  results: inService(results),
  pathway: inService(pathway),
  letters: inService(letters),
  alerting: inService(alerting),
  'portal-gateway': inService(portalGateway),
} as const;
export type ServiceName = keyof typeof contractsOf;

export { alerting, letters, pathway, portalGateway, registration, results };
export { contract, tombstoneType } from './contract.js';
export type { Contract, DataOf } from './contract.js';
export { asksAClinician, countsAsDone, isKnownReading, isReassuring, isWorrying } from './readings.js';
export type {
  Demographics,
  EndDecision,
  Limit,
  ReadingName,
  Report,
  ReportedValue,
  ResultStatus,
  ReviewDecision,
  ReviewSubject,
  ScheduledTest,
} from './vocabulary.js';
export { decision as decisionSchema, limit as limitSchema, stream as streamSchema } from './vocabulary.js';
export type { FeedAgreement } from './registration.js';
export { feedAgreement as feedAgreementSchema } from './registration.js';
export { letterTemplate as letterTemplateSchema, letterTemplateNames } from './letter-template.js';
export type { LetterTemplate, LetterTemplateBlock } from './letter-template.js';
