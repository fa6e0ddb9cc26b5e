import type { Operation } from './operation.js';
import { quarantineRoute } from './shared.routes.js';

export const resultsRoutes: readonly Operation[] = [
  quarantineRoute,
  {
    method: 'get',
    path: '/trusts/{trust}/results/{result}/messages/{receipt}',
    id: 'messageBehindResult',
    summary: 'The message behind one report of a result, byte for byte as it came.',
    description: 'Only a message that a report of this result names; any other is answered as what does not exist.',
    allowed: ['clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator', 'auditor', 'clinical-safety-officer'],
    status: 200,
    answer: 'ReceivedMessage',
    refusals: {},
  },
];
