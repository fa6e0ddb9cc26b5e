import { textReaderFor } from './character-set.js';
import type { Delimiters } from './delimiters.js';
import { unescapeText } from './escape.js';
import { saysNhsNumber } from './nhs-number-claim.js';
import { firstPieceOf, isTenDigits, piecesOf, trimmed } from './pieces.js';
import type { Route } from './route.js';
import { findSegment, findSegments, spanOfFields, type FieldPlace } from './segment-search.js';

/** One way in which a sender names a person (CX, HL7 v2.5.1 section 2A.14). */
export interface PersonIdentifier {
  /** As sent and trimmed; an NHS number without spaces and hyphens. The check digit is not checked here. */
  readonly id: string;
  /** CX.4 assigning authority, first sub-component. */
  readonly authority: string;
  /** CX.5 identifier type. */
  readonly type: string;
  /** The sender says that this is an NHS number. */
  readonly isNhsNumber: boolean;
}

/** One merge: whom it keeps (PID) and whom it retires (MRG). */
export interface Merge {
  readonly survivor: readonly PersonIdentifier[];
  readonly retired: readonly PersonIdentifier[];
}

const withoutGaps = (id: string): string => (isTenDigits(id) ? id : id.replace(/[\s-]/g, ''));

const plainText = (text: string, delimiters: Delimiters): string => (text === '' ? '' : trimmed(unescapeText(text, delimiters)));

/** Reads one CX; undefined where it holds no identifier, or deletes one. */
const readIdentifier = (text: string, delimiters: Delimiters): PersonIdentifier | undefined => {
  const parts = piecesOf(text, delimiters.component, 5);
  const id = plainText(parts[0] ?? '', delimiters);
  return id === '' || id === '""' ? undefined : withContext(id, parts, delimiters);
};

/** With what stands beside the id: CX.2, CX.4 and CX.5. */
const withContext = (id: string, parts: readonly string[], delimiters: Delimiters): PersonIdentifier => {
  const { subComponent } = delimiters;
  const authority = parts[3] ?? '';
  const type = trimmed(parts[4] ?? '');
  const isNhsNumber = saysNhsNumber({ code: parts[1] ?? '', authority, type, subComponent });
  return {
    id: isNhsNumber ? withoutGaps(id) : id,
    authority: plainText(firstPieceOf(authority, subComponent), delimiters),
    type,
    isNhsNumber,
  };
};

const readIdentifiers = (field: string | undefined, delimiters: Delimiters): readonly PersonIdentifier[] => {
  if (field === undefined || field === '') return [];
  const identifiers: PersonIdentifier[] = [];
  for (const repetition of piecesOf(field, delimiters.repetition)) {
    const identifier = readIdentifier(repetition, delimiters);
    if (identifier !== undefined) identifiers.push(identifier);
  }
  return identifiers;
};

const keyOf = ({ id, authority, type }: PersonIdentifier): string => `${id}^${authority}^${type}`;

/** Many senders list the same number in PID-2 and PID-3. */
const notIn = (known: readonly PersonIdentifier[], more: readonly PersonIdentifier[]): readonly PersonIdentifier[] => {
  const keys = new Set(known.map(keyOf));
  return more.filter((identifier) => !keys.has(keyOf(identifier)));
};

const readFields = (message: Uint8Array, route: Route, place: FieldPlace): readonly string[] => {
  const { start, end } = spanOfFields(message, route, place);
  return start === end ? [] : piecesOf(textReaderFor(route.characterSet)(message.subarray(start, end)), route.delimiters.field);
};

/** Older laboratories put the NHS number, bare, where other countries put a social security number. */
const readField19 = (field: string | undefined, delimiters: Delimiters): readonly PersonIdentifier[] => {
  const id = withoutGaps(firstPieceOf(field ?? '', delimiters.component));
  return isTenDigits(id) ? [{ id, authority: '', type: '', isNhsNumber: true }] : [];
};

const isUsableNhsNumber = (identifier: PersonIdentifier): boolean => identifier.isNhsNumber && isTenDigits(identifier.id);

const identifiersInPid = (message: Uint8Array, route: Route, segmentStart: number): readonly PersonIdentifier[] => {
  const { delimiters } = route;
  const fields = readFields(message, route, { segmentStart, first: 2, last: 3 });
  const listed = readIdentifiers(fields[1], delimiters);
  const found = fields[0] === '' ? listed : [...listed, ...notIn(listed, readIdentifiers(fields[0], delimiters))];
  if (found.some(isUsableNhsNumber)) return found;
  return [...found, ...readField19(readFields(message, route, { segmentStart, first: 19, last: 19 })[0], delimiters)];
};

const identifiersInMrg = (message: Uint8Array, route: Route, segmentStart: number): readonly PersonIdentifier[] =>
  readIdentifiers(readFields(message, route, { segmentStart, first: 1, last: 1 })[0], route.delimiters);

/**
 * Whom a message names in its first PID: PID-3 with all repetitions, then PID-2, then PID-19 where neither holds a ten-digit NHS number. Nothing
 * else is decoded. Recognises NHS numbers sent as `^^^NHS^NH`, `^^^^NH`, `^^^NHSNBR^NHSNMBR`, `^06^^^NI`, and under the OID or the FHIR
 * name of the NHS number as assigning authority. Empty where there is no PID. `countSegments` shows whether a message names a second person.
 */
export const identifiersOf = (message: Uint8Array, route: Route): readonly PersonIdentifier[] => {
  const segmentStart = findSegment(message, route, { name: 'PID', from: route.headerEnd });
  return segmentStart < 0 ? [] : identifiersInPid(message, route, segmentStart);
};

/** The identifiers that a merge retires: MRG-1 of the first MRG, wherever it stands. Empty where there is none. */
export const mergedIdentifiersOf = (message: Uint8Array, route: Route): readonly PersonIdentifier[] => {
  const segmentStart = findSegment(message, route, { name: 'MRG', from: route.headerEnd });
  return segmentStart < 0 ? [] : identifiersInMrg(message, route, segmentStart);
};

/** Every merge in the message, since an A40 may hold several pairs of PID and MRG. A MRG belongs to the last PID before it. */
export const mergesOf = (message: Uint8Array, route: Route): readonly Merge[] => {
  const people = findSegments(message, route, 'PID');
  return findSegments(message, route, 'MRG').map((retiring) => {
    const keeping = people.findLast((start) => start < retiring);
    return {
      survivor: keeping === undefined ? [] : identifiersInPid(message, route, keeping),
      retired: identifiersInMrg(message, route, retiring),
    };
  });
};
