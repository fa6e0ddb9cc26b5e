import { createHash } from 'node:crypto';
import type { Clock } from '@rms/event-sourcing';
import { CannotBeChecked } from '../cannot-be-checked.js';
import { callerOf, type Claims } from '../claims.js';
import type { Person } from '../roles.js';
import type { IsStillSo } from '../sign-in-keeper.js';
import { saysTheSame } from '../still-so.js';
import { Remembered } from './remembered.js';

export interface StillSoSettings {
  /** The realm's issuer. */
  readonly issuer: string;
  readonly clock: Clock;
  /** For how long an answer will do for reading: half a minute. */
  readonly goodForMs?: number;
}

type Answer = 'so' | 'not-so' | 'nobody-says';

const halfAMinuteMs = 30_000;
// Who reads while the realm does not answer must not wait for it at every page.
const askAgainAfterMs = 5000;
const withinMs = 3000;
const mostTokens = 10_000;

const isTheSamePerson = (claims: Claims, person: Person): boolean => {
  const now = callerOf(claims);
  return now !== undefined && !('service' in now) && now.subject === person.subject && saysTheSame(now, person);
};
// Too many questions are no word about a person.
const saysNothing = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/**
 * Asks the realm, with the person's own token, whether it still holds and still says the same: it does not for somebody who was
 * disabled or signed out, or who has other roles, trusts or another registration by now. Who writes is asked about each time, and
 * while the realm does not answer nothing is recorded. Who reads goes by an answer of half a minute ago at most, and reads on
 * without one until his token ends, but not where the last answer was no.
 */
export const isStillSoAt = ({ issuer, clock, goodForMs = halfAMinuteMs }: StillSoSettings): IsStillSo => {
  const answers = new Remembered<Answer>(clock, mostTokens);
  const asked = async (token: string, person: Person): Promise<Answer> => {
    try {
      const answer = await fetch(`${issuer}/protocol/openid-connect/userinfo`, {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        signal: AbortSignal.timeout(withinMs),
        redirect: 'error',
      });
      const text = await answer.text();
      if (!answer.ok) return saysNothing(answer.status) ? 'nobody-says' : 'not-so';
      return isTheSamePerson(JSON.parse(text) as Claims, person) ? 'so' : 'not-so';
    } catch {
      return 'nobody-says';
    }
  };
  const now = async (key: string, token: string, person: Person): Promise<Answer> => {
    const before = answers.last(key);
    const answer = await asked(token, person);
    const known = answer === 'nobody-says' && before === 'not-so' ? 'not-so' : answer;
    answers.note(key, known, clock.now() + (answer === 'nobody-says' ? Math.min(askAgainAfterMs, goodForMs) : goodForMs));
    return known;
  };
  return async (person, { token, writes }) => {
    const key = createHash('sha256').update(token).digest('base64');
    const answer = (writes ? undefined : answers.good(key)) ?? (await now(key, token, person));
    if (answer === 'nobody-says' && writes) throw new CannotBeChecked('the identity provider does not answer.');
    return answer !== 'not-so';
  };
};
