import type { MissedTestRefusal } from './missed-test.facts.js';

/** Why a command about a follow-up is not done. */
export type FollowUpRefusal =
  | MissedTestRefusal
  | 'not-in-follow-up'
  | 'already-started'
  | 'patient-died'
  | 'anchor-in-the-future'
  | 'answers-missing'
  | 'answers-impossible'
  | 'birth-date-needed'
  | 'no-limit-to-set'
  | 'limit-unit-differs'
  | 'limit-end-in-the-past'
  | 'already-decided'
  | 'reason-needed'
  | 'no-such-review'
  | 'not-a-registered-clinician'
  | 'date-in-the-past'
  | 'date-too-far'
  | 'limit-out-of-range'
  | 'nothing-would-be-due'
  | 'decision-not-for-this-review'
  | 'no-test-to-repeat'
  | 'reason-not-for-this-end'
  | 'tests-still-to-come'
  | 'result-still-to-review'
  | 'no-such-recall'
  | 'follow-up-ended';
