import { addDays, type CivilDate } from '@rms/nhs';
import { sampleOf, type DemoPatient, type DemoResult } from './demo-patient.js';

const segments = (...lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\r')}\r`, 'utf8');
const compact = (date: string): string => date.replaceAll('-', '');
const header = (facility: string, type: string, told: { readonly at: string; readonly id: string }): string =>
  `MSH|^~\\&|TRAINING|${facility}|RMS|RMS|${told.at}||${type}|${told.id}|T|2.5.1|||||GBR|UNICODE UTF-8`;
const pid = (p: DemoPatient, more = ''): string =>
  `PID|1||${p.nhsNumber}^^^NHS^NH~${p.hospitalNumber}^^^${p.trust}^MR||${p.name[0]}^${p.name[1]}^^^${p.name[2]}||${compact(p.bornOn)}|${p.sex ?? 'M'}|||${p.address[0]}^^${p.address[1]}^^${p.address[2]}||${p.phone}${more}`;
const registerOf = (p: DemoPatient): string => (p.trust === 'ZT001' ? 'NORTHMOOR-REGISTER' : 'SALTMARSH-REGISTER');

const radiologyOf = (p: DemoPatient): string => (p.trust === 'ZT001' ? 'NORTHMOOR-RIS' : 'SALTMARSH-RIS');

/** The cancer register's word that a patient exists. */
export const registration = (p: DemoPatient, today: CivilDate): Uint8Array => {
  const at = `${compact(addDays(today, -20))}0900`;
  return segments(
    header(registerOf(p), 'ADT^A28^ADT_A05', { at, id: `REG-${p.hospitalNumber}` }),
    `EVN|A28|${at}`,
    pid(p),
    `PD1|||${p.practice[0]}^^${p.practice[1]}`,
    ...p.needs.map(([kind, says], index) => `OBX|${String(index + 1)}|CWE|AIS^Accessible information^DAPB1605||${kind}^${says}||||||F`),
  );
};

export const death = (p: DemoPatient, today: CivilDate): Uint8Array => {
  const [at, on] = [`${compact(addDays(today, -1))}1000`, compact(addDays(today, -11))];
  return segments(
    header('NORTHMOOR-PAS', 'ADT^A08^ADT_A01', { at, id: `PAS-${p.hospitalNumber}` }),
    `EVN|A08|${at}`,
    pid(p, `||||||||||||||||${on}|Y`),
  );
};

interface Told {
  readonly result: DemoResult;
  readonly today: CivilDate;
  readonly value: string;
  readonly status: 'F' | 'C' | 'W';
  readonly daysLater: number;
}
const report = (p: DemoPatient, told: Told): Uint8Array => {
  const { result, today, value, status, daysLater } = told;
  const taken = compact(sampleOf(result, today));
  const said = `${compact(addDays(sampleOf(result, today), daysLater))}1620`;
  // Never from a time that is still to come.
  const at = said < `${compact(today)}0800` ? said : `${compact(today)}0800`;
  const filler = `${result.mammogram === undefined ? 'NL' : 'RX'}${taken}${p.hospitalNumber.slice(-4)}`;
  const from = result.mammogram === undefined ? 'NORTHMOOR-LAB' : radiologyOf(p);
  return segments(
    header(from, 'ORU^R01^ORU_R01', { at, id: `${filler}-${status}` }),
    pid(p),
    ...observation(result, { taken, at: said, filler, value, status }),
  );
};

interface Observed {
  readonly taken: string;
  readonly at: string;
  readonly filler: string;
  readonly value: string;
  readonly status: string;
}
const observation = ({ mammogram, unit = 'ug/L' }: DemoResult, { taken, at, filler, value, status }: Observed): readonly string[] => {
  if (mammogram !== undefined)
    return [
      `OBR|1||${filler}|MAMMO^Mammogram^L|||${taken}1010|||||||||||||||${at}|||${status}`,
      `OBX|1|TX|MAMMO^Mammogram, report^L||Report as dictated.||||||${status}|||${taken}1010`,
      `OBX|2|CWE|MAMMO-C^Mammogram, conclusion^L||${value}^${mammogram.text}^${mammogram.system}||||||${status}|||${taken}1010||||||${mammogram.side}`,
    ];
  const kind = /^[<>]?\d/.test(value) ? 'NM' : 'ST';
  return [
    `OBR|1||${filler}|PSA^Prostate specific antigen^L|||${taken}0835|||||||||||||||${at}|||${status}`,
    `OBX|1|${kind}|PSA^Prostate specific antigen^L||${value}|${unit}|<4.0||||${status}|||${taken}0835`,
  ];
};

/** What its sender says of one result, first to last: a correction or withdrawal follows its first report. */
export const reportsOf = (p: DemoPatient, result: DemoResult, today: CivilDate): readonly Uint8Array[] => [
  report(p, { result, today, value: result.value, status: 'F', daysLater: 0 }),
  ...(result.corrected === undefined ? [] : [report(p, { result, today, value: result.corrected, status: 'C', daysLater: 1 })]),
  ...(result.withdrawn === true ? [report(p, { result, today, value: result.value, status: 'W', daysLater: 2 })] : []),
];
