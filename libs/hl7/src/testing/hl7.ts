import { STANDARD_DELIMITERS } from '../message/delimiters.js';
import { escapeText } from '../message/escape.js';
import {
  headerDefaults,
  orderDefaults,
  patientDefaults,
  resultDefaults,
  type HeaderForTest,
  type OrderForTest,
  type PatientForTest,
  type ResultForTest,
} from './made-up.js';

const plain = (text: string): string => escapeText(text, STANDARD_DELIMITERS);
const withoutEmptyEnd = (fields: readonly string[]): readonly string[] =>
  fields.slice(0, fields.findLastIndex((field) => field !== '') + 1);

/** Writes one message for a test, segment by segment. */
export class MessageForTest {
  readonly #segments: string[] = [];

  constructor(type: string, header: HeaderForTest) {
    const h = { ...headerDefaults, ...header };
    this.segment(
      'MSH',
      '^~\\&',
      h.sendingApplication,
      h.sendingFacility,
      h.receivingApplication,
      h.receivingFacility,
      h.at,
      '',
      type,
      h.controlId,
      h.processingId,
      h.version,
      '',
      '',
      h.acceptAcknowledgement,
      h.applicationAcknowledgement,
      '',
      h.characterSet,
    );
  }

  /** A segment with its fields as they go on the wire: nothing is escaped, so that a test can send what should not be sent. */
  segment(name: string, ...fields: readonly string[]): this {
    this.#segments.push([name, ...withoutEmptyEnd(fields)].join('|'));
    return this;
  }

  /** PID. '' leaves a value out. */
  patient(patient: PatientForTest = {}): this {
    const p = { ...patientDefaults, ...patient };
    const ids = [
      p.hospitalNumber && `${plain(p.hospitalNumber)}^^^${plain(p.hospital)}^MR`,
      p.nhsNumber && `${plain(p.nhsNumber)}^^^NHS^NH`,
    ].filter((id) => id !== '');
    return this.segment(
      'PID',
      '1',
      '',
      ids.join('~'),
      '',
      `${plain(p.family)}^${plain(p.given)}`,
      '',
      p.bornOn,
      p.sex,
      '',
      '',
      `${plain(p.street)}^^${plain(p.town)}^^${plain(p.postcode)}`,
      '',
      plain(p.phone),
      ...Array.from({ length: 16 }, () => ''),
      p.died,
    );
  }

  /** ORC and OBR. */
  order(order: OrderForTest = {}): this {
    const o = { ...orderDefaults, ...order };
    const [placer, filler] = [plain(o.placer), plain(o.filler)];
    const test = `${plain(o.code)}^${plain(o.name)}^L`;
    return this.segment('ORC', 'RE', placer, filler).segment(
      'OBR',
      '1',
      placer,
      filler,
      test,
      '',
      '',
      o.at,
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      o.status,
    );
  }

  /** OBX. */
  result(result: ResultForTest = {}): this {
    const r = { ...resultDefaults, ...result };
    const nth = this.#segments.filter((segment) => segment.startsWith('OBX|')).length + 1;
    return this.segment(
      'OBX',
      `${nth}`,
      r.type,
      `${plain(r.code)}^${plain(r.name)}^L`,
      '',
      plain(r.value),
      plain(r.units),
      plain(r.range),
      r.flag,
      '',
      '',
      r.status,
      '',
      '',
      r.at,
    );
  }

  /** NTE under whatever stands before it. */
  note(text: string): this {
    return this.segment('NTE', '1', '', plain(text));
  }

  /** The message as text: CR after every segment, unless told otherwise. */
  text(lineEnd = '\r'): string {
    return this.#segments.map((segment) => segment + lineEnd).join('');
  }

  /** The message as bytes, UTF-8. */
  bytes(lineEnd = '\r'): Uint8Array {
    return new TextEncoder().encode(this.text(lineEnd));
  }
}

/** Begins a message for a test: `hl7('ORU^R01', { controlId: 'A1' }).patient().order().result({ value: '0.24' }).bytes()`. All that is in it is made up. */
export const hl7 = (type: string, header: HeaderForTest = {}): MessageForTest => new MessageForTest(type, header);
