import type { Operation } from './operation.js';

const commandId = '5f1d2c3b-0000-4000-8000-000000000001';

/** What every owner’s door has: how it is, its published facts, and its part of a patient’s history. */
export const sharedRoutes: readonly Operation[] = [
  {
    method: 'get',
    path: '/health/live',
    id: 'live',
    summary: 'Is the process alive?',
    allowed: 'everybody',
    status: 200,
    answer: 'Alive',
    refusals: {},
  },
  {
    method: 'get',
    path: '/health/ready',
    id: 'ready',
    summary: 'Is it of use, what does it wait for, how far behind is it, and what could it not take in?',
    allowed: 'everybody',
    status: 200,
    answer: 'Ready',
    alsoAnswers: { 503: 'It waits for something, and says for what.' },
    refusals: {},
  },
  {
    method: 'get',
    path: '/metrics',
    id: 'metrics',
    summary: 'Its numbers for a Prometheus server: counts and times by trust, feed and topic, and nothing about a person.',
    allowed: 'everybody',
    status: 200,
    answer: 'Refusal',
    document: ['text/plain'],
    refusals: {},
  },
  {
    method: 'get',
    path: '/published/since/{position}',
    id: 'publishedSince',
    summary: 'Published facts of all streams after a position of the log, a page at a time.',
    allowed: 'services',
    status: 200,
    answer: 'PublishedPage',
    refusals: {},
  },
  {
    method: 'get',
    path: '/published/stream/{stream}',
    id: 'publishedInStream',
    summary: 'Published facts of one stream: to close a gap.',
    allowed: 'services',
    query: { after: 'Only facts whose `published` counter is higher than this.' },
    status: 200,
    answer: 'PublishedStream',
    refusals: { 404: { 'not-found': 'This service has no such stream.' } },
  },
  {
    method: 'get',
    path: '/trusts/{trust}/history/{patient}',
    id: 'history',
    summary: 'What this service recorded about a patient, as sentences, with both times, who and why.',
    description: 'Of a patient about whom it recorded nothing there are no events.',
    allowed: ['clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator', 'auditor', 'clinical-safety-officer'],
    query: {
      at: 'Only what was recorded by this instant, such as 2026-03-04T09:14:07Z.',
      also: 'Ids of other records that were merged with this one, with commas between them.',
    },
    status: 200,
    answer: 'History',
    refusals: { 422: { 'not-understood': '`at` is not an instant.' } },
  },
  {
    method: 'get',
    path: '/trusts/{trust}/history/{patient}/stored',
    id: 'storedHistory',
    summary: 'Every event of this service’s streams about a patient, as it is stored: for an export that can be verified.',
    description: 'Of a patient about whom it recorded nothing there are no events.',
    allowed: ['auditor', 'clinical-safety-officer'],
    query: { also: 'Ids of other records that were merged with this one, with commas between them.' },
    status: 200,
    answer: 'StoredHistory',
    refusals: {},
  },
];

/** What a service that reads messages has besides: a person’s decision on one that waits. */
export const quarantineRoute: Operation = {
  method: 'post',
  path: '/trusts/{trust}/quarantine/{problem}',
  id: 'settleQuarantine',
  summary: 'Has a waiting message read again, or sets it aside.',
  allowed: ['pathway-coordinator', 'clinical-nurse-specialist', 'consultant', 'trust-admin'],
  body: {
    schema: 'SettleQuarantine',
    example: { commandId, seen: 1, decision: 'set-aside', reason: 'The laboratory rang: it is not about our patient.' },
  },
  status: 200,
  answer: 'Receipt',
  refusals: {
    404: { 'nothing-held': 'There is no such record in your trust.' },
    409: { 'already-settled': 'Somebody has dealt with this message already. Yours was not recorded.' },
    422: { 'reason-needed': 'Enter your reason' },
  },
};
