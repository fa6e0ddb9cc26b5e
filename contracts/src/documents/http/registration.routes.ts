import type { Operation } from './operation.js';
import { quarantineRoute } from './shared.routes.js';

const administrators = ['platform-admin', 'trust-admin'];
const notYours = {
  403: { 'trusts-not-yours': 'A trust is concerned that is not yours to speak for; several are for the platform’s administrator.' },
};
const agreement = {
  name: 'Northmoor histology',
  sends: 'Histology reports',
  facilities: ['NORTHMOOR-HISTOLOGY'],
  trusts: ['ZT001'],
  mayRegister: false,
  zone: 'Europe/London',
  processingIds: ['T'],
  strict: false,
  codes: [{ code: 'PSA', system: 'L', analyte: 'psa' }, { code: 'CREA' }],
};

export const registrationRoutes: readonly Operation[] = [
  {
    method: 'get',
    path: '/trusts/{trust}/feeds',
    id: 'feeds',
    summary: 'What came through the door today from each sender of the trust, and when last.',
    allowed: [
      'clinical-nurse-specialist',
      'consultant',
      'support-worker',
      'pathway-coordinator',
      'trust-admin',
      'platform-admin',
      'auditor',
      'clinical-safety-officer',
    ],
    status: 200,
    answer: 'Feeds',
    refusals: {},
  },
  {
    method: 'post',
    path: '/trusts/{trust}/feeds/{feed}/codes',
    id: 'agreeCode',
    summary: 'Says which test a laboratory’s code means, or that it is no test of ours.',
    allowed: ['consultant', 'trust-admin'],
    body: { schema: 'AgreeCode', example: { commandId: '5f1d2c3b-0000-4000-8000-000000000002', code: 'PSAU', analyte: 'psa' } },
    status: 200,
    answer: 'Receipt',
    refusals: {},
  },
  {
    method: 'post',
    path: '/trusts/{trust}/feeds',
    id: 'agreeFeed',
    summary: 'Agrees a new feed with a sender.',
    allowed: administrators,
    body: { schema: 'AgreeFeed', example: { commandId: '5f1d2c3b-0000-4000-8000-000000000003', ...agreement } },
    status: 200,
    answer: 'Receipt',
    refusals: notYours,
  },
  {
    method: 'post',
    path: '/trusts/{trust}/feeds/{feed}',
    id: 'changeAgreement',
    summary: 'Changes what is agreed with a sender. What it says replaces the agreement before it.',
    allowed: administrators,
    body: { schema: 'ChangeAgreement', example: { commandId: '5f1d2c3b-0000-4000-8000-000000000004', seen: 1, ...agreement } },
    status: 200,
    answer: 'Receipt',
    refusals: notYours,
  },
  {
    method: 'get',
    path: '/trusts/{trust}/feeds/{feed}/history',
    id: 'feedHistory',
    summary: 'Who changed what of a feed’s agreement, and when, as sentences.',
    allowed: [...administrators, 'auditor', 'clinical-safety-officer'],
    status: 200,
    answer: 'History',
    refusals: {},
  },
  quarantineRoute,
];
