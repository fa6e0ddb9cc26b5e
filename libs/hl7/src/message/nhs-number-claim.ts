import { firstPieceOf, piecesOf, tableValueOf } from './pieces.js';

const namesOfNhsNumber: ReadonlySet<string> = new Set(['NHS', 'NHSNBR', 'NHSNMBR']);
const typesOfNhsNumber: ReadonlySet<string> = new Set(['NH', 'NHS', 'NHSNBR', 'NHSNMBR']);
/** Worldwide names, which mean the NHS number whatever type is sent with them. */
const uniqueNamesOfNhsNumber: ReadonlySet<string> = new Set(['2.16.840.1.113883.2.1.4.1', 'HTTPS://FHIR.NHS.UK/ID/NHS-NUMBER']);
/** In `^06^^^NI` the code for the NHS number stands where a check digit belongs. */
const CODE_BEFORE_NI = '06';
/** The shortest worldwide name; a hospital's own authority is shorter and need not be taken apart. */
const SHORTEST_UNIQUE_NAME = 25;

/** What stands beside an id in a CX: CX.2, the whole of CX.4, and CX.5. */
export interface IdentifierContext {
  readonly code: string;
  readonly authority: string;
  readonly type: string;
  readonly subComponent: string;
}

const isNamedWorldwide = ({ authority, subComponent }: IdentifierContext): boolean =>
  authority.length >= SHORTEST_UNIQUE_NAME &&
  piecesOf(authority, subComponent, 3).some((name) => uniqueNamesOfNhsNumber.has(tableValueOf(name)));

const isNamedNhs = ({ authority, subComponent }: IdentifierContext): boolean =>
  namesOfNhsNumber.has(tableValueOf(firstPieceOf(authority, subComponent)));

/**
 * Whether a sender says that an identifier is an NHS number. An authority NHS with a hospital's own type, `NHS^MR`, names a hospital
 * number; with no type, or with NI, it names the NHS number. NI alone may be a National Insurance number.
 */
export const saysNhsNumber = (context: IdentifierContext): boolean => {
  if (context.type === 'NH') return true;
  const kind = tableValueOf(context.type);
  if (typesOfNhsNumber.has(kind)) return true;
  if (isNamedWorldwide(context)) return true;
  if (kind !== '' && kind !== 'NI') return false;
  return (kind === 'NI' && context.code.trim() === CODE_BEFORE_NI) || isNamedNhs(context);
};
