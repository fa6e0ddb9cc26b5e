import { normaliseName } from '@rms/nhs';
import type { Filter, FindOptions } from '@rms/read-models';

export const casesOnAPage = 50;

/** What somebody asked of the caseload: a team, a family name, which page. */
export interface CaseloadQuery {
  readonly team: string;
  readonly name: string;
  readonly page: number;
}

/** Reads the address; a team that is not one of the trust's is every team. */
export const readCaseload = (query: Readonly<Record<string, unknown>>, teams: readonly string[], own: readonly string[]): CaseloadQuery => {
  const text = (name: string): string | undefined => (typeof query[name] === 'string' ? query[name].trim() : undefined);
  const asked = text('team');
  const team = asked === 'every' || asked === undefined ? '' : asked;
  return {
    team: asked === undefined ? (own[0] ?? '') : teams.includes(team) ? team : '',
    name: text('name') ?? '',
    page: Math.max(1, Math.trunc(Number(text('page') ?? '1')) || 1),
  };
};

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
