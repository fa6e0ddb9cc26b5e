import type { Operation } from './operation.js';
import { quarantineRoute } from './shared.routes.js';

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
  quarantineRoute,
];
