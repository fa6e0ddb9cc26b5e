import type { Copies } from '@rms/read-models';
import { closedPractices, type ClosedPractice } from '../../../copies/letter-paper.projection.js';
import { patients } from '../../../copies/patients.projection.js';

/** The practices that a trust knows to have closed, the newest closure first, and the newest fact about them. */
export const closedPracticesOf = async (
  copies: Copies,
  trust: string,
): Promise<{ readonly closed: readonly ClosedPractice[]; readonly seen: number }> => {
  const [copy] = await copies.of(closedPractices).find(trust, {});
  const closed = [...(copy?.closed ?? [])].sort((a, b) => (a.closedOn > b.closedOn ? -1 : 1));
  return { closed, seen: copy?.published ?? 0 };
};

/** How many living patients of the trust have a practice on record; the records that went into others are not counted again. */
export const patientsOfPractice = async (copies: Copies, trust: string, ods: string): Promise<number> =>
  (await copies.of(patients).find(trust, { practice: ods })).filter(({ retiredInto, died }) => retiredInto === undefined && !died).length;
