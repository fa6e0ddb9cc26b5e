import { STANDARD_DELIMITERS } from './delimiters.js';
import { escapeText } from './escape.js';

/** Asks the receiver to remove what it holds (HL7 v2.5.1 section 2.5.3). */
export const DELETE_VALUE = Symbol('delete');

/** One component: a text, its sub-components, or a deletion. Texts are escaped. */
export type ComponentValue = string | readonly string[] | typeof DELETE_VALUE;

/** One field: a text, its components, or its repetitions. '' leaves what the receiver holds as it is. */
export type FieldValue =
  string | typeof DELETE_VALUE | readonly ComponentValue[] | { readonly repetitions: readonly (string | readonly ComponentValue[])[] };

/** A segment by its name and its fields from 1. */
export type SegmentValue = readonly [name: string, ...fields: FieldValue[]];

/** What a message of ours says in MSH. */
export interface MessageHeader {
  readonly sendingApplication: FieldValue;
  readonly sendingFacility: FieldValue;
  readonly receivingApplication: FieldValue;
  readonly receivingFacility: FieldValue;
  /** HL7 timestamp. */
  readonly at: string;
  /** `MDM`, `T02`, `MDM_T02`. */
  readonly type: readonly [type: string, trigger: string] | readonly [type: string, trigger: string, structure: string];
  readonly controlId: string;
  readonly processingId: 'P' | 'T' | 'D';
  readonly version: string;
  readonly acceptAcknowledgement?: 'AL' | 'NE' | 'ER' | 'SU';
  readonly applicationAcknowledgement?: 'AL' | 'NE' | 'ER' | 'SU';
}

const d = STANDARD_DELIMITERS;
const escaped = (text: string): string => escapeText(text, d);

const componentText = (value: ComponentValue): string => {
  if (value === DELETE_VALUE) return '""';
  return typeof value === 'string' ? escaped(value) : value.map(escaped).join(d.subComponent);
};

const repetitionText = (value: string | readonly ComponentValue[]): string =>
  typeof value === 'string' ? escaped(value) : value.map(componentText).join(d.component);

const isList = (value: FieldValue): value is readonly ComponentValue[] => Array.isArray(value);

const fieldText = (value: FieldValue): string => {
  if (value === DELETE_VALUE) return '""';
  if (typeof value === 'string' || isList(value)) return repetitionText(value);
  return value.repetitions.map(repetitionText).join(d.repetition);
};

const isSegmentName = /^[A-Z][A-Z0-9]{2}$/;

const segmentText = ([name, ...fields]: SegmentValue): string => {
  if (!isSegmentName.test(name)) throw new RangeError(`${name} is not a segment name.`);
  return [name, ...fields.map(fieldText)].join(d.field);
};

const headerText = (header: MessageHeader): string => {
  const { sendingApplication, sendingFacility, receivingApplication, receivingFacility, at, type, controlId, processingId, version } =
    header;
  const fields: readonly FieldValue[] = [
    sendingApplication,
    sendingFacility,
    receivingApplication,
    receivingFacility,
    at,
    '',
    type,
    controlId,
    processingId,
    version,
    '',
    '',
    header.acceptAcknowledgement ?? '',
    header.applicationAcknowledgement ?? '',
    '',
    'UNICODE UTF-8',
  ];
  return [`MSH${d.field}${d.component}${d.repetition}${d.escape}${d.subComponent}`, ...fields.map(fieldText)].join(d.field);
};

const encoder = new TextEncoder();

/**
 * Writes a message of ours: standard delimiters, UTF-8 declared in MSH-18, CR after every segment, every text escaped, so that nothing a person typed can
 * open a field, a segment or a frame. Throws RangeError where a segment name is not one.
 */
export const composeMessage = (header: MessageHeader, segments: readonly SegmentValue[]): Uint8Array =>
  encoder.encode([headerText(header), ...segments.map(segmentText)].map((segment) => `${segment}\r`).join(''));
