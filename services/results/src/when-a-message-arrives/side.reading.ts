import type { ReportedValue } from '@rms/contracts';
import type { ObservationGroup, Segment } from '@rms/hl7/pure';

export type Side = NonNullable<Extract<ReportedValue, { readonly kind: 'coded' }>['side']>;

// HL7 table 0495 and its spellings, and the SNOMED CT qualifiers of a side. A word that is not here names no side: it is not guessed at.
const sides: Readonly<Record<string, Side>> = {
  L: 'left',
  LEFT: 'left',
  '7771000': 'left',
  R: 'right',
  RIGHT: 'right',
  '24028007': 'right',
  B: 'both',
  BI: 'both',
  BIL: 'both',
  BOTH: 'both',
  BILATERAL: 'both',
  '51440002': 'both',
};
const named = (text: string | undefined): Side | undefined => sides[(text ?? '').trim().toUpperCase()];

/** What a message says of the side that was looked at: one, none, or several places that contradict each other. */
export type SaidOfSide = { readonly side: Side | undefined } | 'contradictory';

/**
 * The side of an observation, wherever the message says it: as the observation site (OBX-20), as the sub-id of the observation
 * (OBX-4), or as the modifier of the body site of the request (OBR-15.5). Places that name different sides are for a person.
 */
export const sideIn = ({ request }: Pick<ObservationGroup, 'request'>, obx: Segment): SaidOfSide => {
  const said = [obx.text(20), obx.text(4), request?.text(15, 5)].map(named).filter((side) => side !== undefined);
  return new Set(said).size > 1 ? 'contradictory' : { side: said[0] };
};
