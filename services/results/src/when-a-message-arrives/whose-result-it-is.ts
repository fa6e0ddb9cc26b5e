import { countSegments, parseMessage, type ParsedMessage, type Route } from '@rms/hl7/pure';
import { isSamePerson, likenessOf, type Arrived, type Feed, type Identifier, type Likeness, type Problem } from '@rms/intake/pure';
import type { Copies } from '@rms/read-models';
import { peopleWith, type KnownPerson } from '../who-is-known/known-people.js';

/** A patient of ours at one trust whom a message is about. */
export interface Matched {
  readonly trust: string;
  readonly person: KnownPerson;
}

/** Who some numbers stand for at every trust that the feed may report to; at one trust they may not stand for two. */
export const matchedBy = async (
  feed: Feed,
  numbers: readonly Identifier[],
  copies: Copies,
): Promise<readonly Matched[] | 'identifiers-of-two-patients'> => {
  const matched: Matched[] = [];
  for (const trust of feed.trusts) {
    const found = await peopleWith(trust, numbers, copies);
    if (found.length > 1) return 'identifiers-of-two-patients';
    matched.push(...found.map((person) => ({ trust, person })));
  }
  return matched;
};

/** What PID says of name, birth date, sex and postcode; `undefined` where there is nothing to read. */
export const likenessIn = (message: Pick<Arrived, 'bytes'>): Likeness | undefined => {
  const parsed = parseMessage(message.bytes);
  const pid = parsed.ok ? parsed.first('PID') : undefined;
  return pid === undefined ? undefined : likenessOf(pid);
};

const severalPatients = (trust: string): Problem => ({
  rule: 'several-patients',
  trust,
  sentence: 'The message is about more than one patient.',
});
const somebodyElse = ({ trust, person }: Matched): Problem => ({
  rule: 'identity-conflict',
  trust,
  patient: person.patient,
  sentence:
    'The number is known, but fewer than two of name, date of birth, sex and postcode agree with the record. The result may be somebody else’s.',
});

/** Why a message with a known number may still not be filed: a valid number alone is not an identity. */
export const doubtAboutWho = (
  message: Pick<Arrived, 'bytes'>,
  { parsed, route }: { readonly parsed: ParsedMessage; readonly route: Route },
  matched: readonly Matched[],
): Problem | undefined => {
  if (countSegments(message.bytes, route, 'PID') > 1) return severalPatients(matched[0]?.trust ?? '');
  const pid = parsed.first('PID');
  const likeness = pid === undefined ? {} : likenessOf(pid);
  const stranger = matched.find(({ person }) => !isSamePerson(person.likeness, likeness));
  return stranger === undefined ? undefined : somebodyElse(stranger);
};
