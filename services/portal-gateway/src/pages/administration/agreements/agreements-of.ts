import type { FeedAgreement } from '@rms/contracts';
import { hasRole } from '@rms/identity';
import { regionWide } from '@rms/nhs';
import type { Copies } from '@rms/read-models';
import { feeds, protocols, type FeedCopy } from '../../../copies/others.projection.js';
import type { SignedIn } from '../../../session/signed-in.js';

export type Agreed = FeedCopy & { readonly agreement: FeedAgreement };
const isAgreed = (copy: FeedCopy): copy is Agreed => copy.agreement !== undefined;

/** Every agreement of the region: a sending facility may be in one of them only. */
export const everyAgreement = async (copies: Copies): Promise<readonly Agreed[]> =>
  (await copies.of(feeds).find(regionWide, {})).filter(isAgreed);

/** The agreements with senders that report to the trust, by name. */
export const agreementsOf = async (copies: Copies, { trust }: SignedIn): Promise<readonly Agreed[]> =>
  (await everyAgreement(copies))
    .filter(({ agreement }) => agreement.trusts.includes(trust))
    .sort((a, b) => (a.agreement.name < b.agreement.name ? -1 : 1));

/** One of them; `undefined` for one that does not report to the trust, whether there or not. */
export const agreementOf = async (copies: Copies, who: SignedIn, feed: string): Promise<Agreed | undefined> =>
  (await agreementsOf(copies, who)).find(({ _id }) => _id === feed);

/** Whether somebody may say what a feed of these trusts does. Its owner decides; a page only offers nothing in vain. */
export const maySpeakFor = ({ person }: SignedIn, trusts: readonly string[]): boolean =>
  trusts.every((trust) => person.trusts.includes(trust)) && (hasRole(person, 'platform-admin') || trusts.length === 1);

/** The tests that some version of some protocol reads. */
export const testsThatAreRead = async (copies: Copies): Promise<readonly string[]> =>
  (await copies.of(protocols).find(regionWide, {})).flatMap(({ versions }) =>
    versions.flatMap(({ rules }) => rules.map(({ analyte }) => analyte)),
  );
