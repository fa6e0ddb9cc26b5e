import { regionWide } from '@rms/nhs';
import type { Copies } from '@rms/read-models';
import { feeds, protocols, teams, type FeedCopy } from '../copies/others.projection.js';
import { staff, type StaffCopy } from '../copies/staff.projection.js';
import type { PageContext } from '../patient-page/page-context.js';

type Names = Pick<PageContext, 'nameOf' | 'teamName' | 'protocolOf'>;

/** An actor nobody here has a name for. */
export const actorWords = (actor: string): string => {
  const at = actor.indexOf(':');
  switch (actor.slice(0, at)) {
    case 'policy':
      return 'Rule of the system';
    case 'feed':
      return 'A sender';
    case 'operator':
      return `Operator ${actor.slice(at + 1)}`;
    default:
      return 'A member of staff';
  }
};

const nameOf = (known: readonly StaffCopy[], senders: readonly FeedCopy[]): Names['nameOf'] => {
  const names = new Map<string, string>([
    ...known.map((member) => [`person:${member.person}`, member.name] as const),
    ...senders.map((feed) => [`feed:${feed._id}`, feed.agreement?.name ?? 'A sender'] as const),
  ]);
  return (actor) => names.get(actor) ?? actorWords(actor);
};

/** Who and what the ids on a page stand for: staff and senders of the region, teams of the trust, protocols. */
export const namesFor = async (copies: Copies, trust: string): Promise<Names> => {
  const known = await copies.of(staff).find(regionWide, {});
  const groups = await copies.of(teams).find(trust, {});
  const plans = await copies.of(protocols).find(regionWide, {});
  const senders = await copies.of(feeds).find(regionWide, {});
  return {
    nameOf: nameOf(known, senders),
    teamName: (team) => groups.find((group) => group._id === team)?.name ?? 'Team not known',
    protocolOf: (id, version) => plans.find((plan) => plan._id === id)?.versions.find((each) => each.version === version),
  };
};
