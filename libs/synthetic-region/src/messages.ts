import { composeMessage, type SegmentValue } from '@rms/hl7';
import type { SyntheticPerson } from './people.js';

/** HL7 time from an instant's text: `20260304091407+0000`. */
const stamp = (instant: string): string => `${instant.replace(/[-:T]/g, '').slice(0, 14)}+0000`;
const compact = (date: string): string => date.replaceAll('-', '');

interface Told {
  readonly facility: string;
  /** When the sender says it. */
  readonly at: string;
  readonly controlId: string;
}

const message = (
  { facility, at, controlId }: Told,
  type: readonly [string, string] | readonly [string, string, string],
  segments: readonly SegmentValue[],
): Uint8Array =>
  composeMessage(
    {
      sendingApplication: 'TRAINING',
      sendingFacility: facility,
      receivingApplication: 'RMS',
      receivingFacility: 'RMS',
      at: stamp(at),
      type,
      controlId,
      processingId: 'T',
      version: '2.5.1',
    },
    segments,
  );

/** Who a message is about, as the sender knows him. */
export interface Known {
  readonly person: SyntheticPerson;
  readonly trust: string;
  /** A sender that does not know the NHS number. */
  readonly withoutNhsNumber?: boolean;
  readonly diedOn?: string;
}

const identifiers = ({ person, trust, withoutNhsNumber }: Known) => [
  ...(withoutNhsNumber === true ? [] : [[person.nhsNumber, '', '', 'NHS', 'NH']]),
  [person.hospitalNumber, '', '', trust, 'MR'],
];

const pid = (known: Known): SegmentValue => {
  const { person, diedOn } = known;
  const { street, town, postcode } = person.address;
  const upTo13: SegmentValue = [
    'PID',
    '1',
    '',
    { repetitions: identifiers(known) },
    '',
    [person.family, person.given, '', '', person.title],
    '',
    compact(person.bornOn),
    person.sex,
    '',
    '',
    [street, '', town, '', postcode],
    '',
    person.phone,
  ];
  return diedOn === undefined ? upTo13 : [...upTo13, ...Array<string>(15).fill(''), compact(diedOn), 'Y'];
};
const pd1 = ({ person }: Known): SegmentValue => ['PD1', '', '', [person.practice[0], '', person.practice[1]]];
const evn = (trigger: string, at: string): SegmentValue => ['EVN', trigger, stamp(at)];

/** The cancer register's word that somebody exists. */
export const registers = (told: Told, known: Known): Uint8Array =>
  message(
    told,
    ['ADT', 'A28', 'ADT_A05'],
    [
      evn('A28', told.at),
      pid(known),
      pd1(known),
      ...known.person.needs.map(([kind, says], index): SegmentValue => [
        'OBX',
        String(index + 1),
        'CWE',
        ['AIS', 'Accessible information', 'DAPB1605'],
        '',
        [kind, says],
        '',
        '',
        '',
        '',
        '',
        'F',
      ]),
    ],
  );

/** A change of who somebody is or how to reach him: an address, a practice, a death. */
export const corrects = (told: Told, known: Known): Uint8Array =>
  message(told, ['ADT', 'A08', 'ADT_A01'], [evn('A08', told.at), pid(known), pd1(known)]);

/** Two records are one person's: the one of `retired` goes into his. */
export const merges = (told: Told, known: Known, retired: string): Uint8Array =>
  message(told, ['ADT', 'A40', 'ADT_A39'], [evn('A40', told.at), pid(known), ['MRG', [retired, '', '', known.trust, 'MR']]]);

/** What one result says. */
export interface SyntheticReport {
  readonly filler: string;
  readonly sampledOn: string;
  readonly status: 'F' | 'C' | 'W' | 'P';
  readonly code: readonly [code: string, text: string, system: string];
  readonly value:
    | { readonly kind: 'number'; readonly shown: string; readonly unit: string }
    | { readonly kind: 'text'; readonly shown: string; readonly unit: string }
    | { readonly kind: 'coded'; readonly code: string; readonly text: string; readonly system: string; readonly side: string };
}

const observation = ({ value, code, status, sampledOn }: SyntheticReport): SegmentValue => {
  const at = `${compact(sampledOn)}0835`;
  // Which side was looked at stands in OBX-20.
  if (value.kind === 'coded')
    return [
      'OBX',
      '1',
      'CWE',
      [...code],
      '',
      [value.code, value.text, value.system],
      '',
      '',
      '',
      '',
      '',
      status,
      '',
      '',
      at,
      '',
      '',
      '',
      '',
      '',
      value.side,
    ];
  const type = value.kind === 'number' ? 'NM' : 'ST';
  return ['OBX', '1', type, [...code], '', value.shown, value.unit, '', '', '', '', status, '', '', at];
};

/** A laboratory's or a department's report of one result. */
export const reports = (told: Told, known: Known, report: SyntheticReport): Uint8Array => {
  const taken = `${compact(report.sampledOn)}0835`;
  const blanks = (n: number): readonly string[] => Array<string>(n).fill('');
  return message(
    told,
    ['ORU', 'R01', 'ORU_R01'],
    [
      pid(known),
      ['OBR', '1', '', report.filler, [...report.code], '', '', taken, ...blanks(14), stamp(told.at), '', '', report.status],
      observation(report),
    ],
  );
};

/** An appointment that was made, or that somebody did not come to. */
export const appoints = (
  told: Told,
  known: Known,
  {
    id,
    on,
    trigger,
    what,
  }: {
    readonly id: string;
    readonly on: string;
    readonly trigger: 'S12' | 'S26';
    readonly what: readonly [code: string, text: string, system: string];
  },
): Uint8Array =>
  message(
    told,
    ['SIU', trigger, 'SIU_S12'],
    [
      ['SCH', id, id, '', '', '', [trigger === 'S12' ? 'BOOKED' : 'NOSHOW'], [...what], '', '', '', ['', '', '', `${compact(on)}0930`]],
      pid(known),
    ],
  );
