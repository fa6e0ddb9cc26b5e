import { normaliseName } from '@rms/nhs';
import type { Filter, FindOptions } from '@rms/read-models';

export const casesOnAPage = 50;

/** What somebody asked of the caseload: a team, a family name, which page. */
export interface CaseloadQuery {
  readonly team: string;
  readonly name: string;
  readonly page: number;
}

type Query = Readonly<Record<string, unknown>>;
const textIn = (query: Query, name: string): string | undefined => {
  const value = query[name];
  return typeof value === 'string' ? value.trim() : undefined;
};
const teamIn = (query: Query, teams: readonly string[], own: readonly string[]): string => {
  const asked = textIn(query, 'team');
  if (asked === undefined) return own[0] ?? '';
  return teams.includes(asked) ? asked : '';
};

/** Reads the address: one's own team where none is asked for, every team for one that is not the trust's. */
export const readCaseload = (query: Query, teams: readonly string[], own: readonly string[]): CaseloadQuery => ({
  team: teamIn(query, teams, own),
  name: textIn(query, 'name') ?? '',
  page: Math.max(1, Math.trunc(Number(textIn(query, 'page'))) || 1),
});

/** The question to the view: whose team, whose name begins so. */
export const filterOf = ({ team, name }: CaseloadQuery): Filter => {
  const family = normaliseName(name);
  return {
    ...(family === '' ? {} : { family: { $gte: family, $lt: `${family}~` } }),
    ...(team === '' ? {} : { team }),
  };
};

/** Whose next date comes first; who has none stands before everybody. */
export const optionsOf = ({ page }: CaseloadQuery): FindOptions => ({
  sort: { nextOn: 1, family: 1 },
  skip: (page - 1) * casesOnAPage,
  limit: casesOnAPage,
});
