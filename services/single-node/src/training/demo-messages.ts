import { addDays, type CivilDate } from '@rms/nhs';
import { sampleOf, type DemoPatient, type DemoResult } from './demo-patient.js';

const segments = (...lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\r')}\r`, 'utf8');
const compact = (date: string): string => date.replaceAll('-', '');
const header = (facility: string, type: string, told: { readonly at: string; readonly id: string }): string =>
  `MSH|^~\\&|TRAINING|${facility}|RMS|RMS|${told.at}||${type}|${told.id}|T|2.5.1|||||GBR|UNICODE UTF-8`;
const pid = (p: DemoPatient, more = ''): string =>
  `PID|1||${p.nhsNumber}^^^NHS^NH~${p.hospitalNumber}^^^${p.trust}^MR||${p.name[0]}^${p.name[1]}^^^${p.name[2]}||${compact(p.bornOn)}|M|||${p.address[0]}^^${p.address[1]}^^${p.address[2]}||${p.phone}${more}`;
const registerOf = (p: DemoPatient): string => (p.trust === 'ZT001' ? 'NORTHMOOR-REGISTER' : 'SALTMARSH-REGISTER');

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

const report = (
  p: DemoPatient,
  told: {
    readonly result: DemoResult;
    readonly today: CivilDate;
    readonly value: string;
    readonly status: 'F' | 'C' | 'W';
    readonly daysLater: number;
  },
): Uint8Array => {
  const { result, today, value, status, daysLater } = told;
  const taken = sampleOf(result, today);
  const at = `${compact(addDays(taken, daysLater))}1620`;
  const filler = `NL${compact(taken)}${p.hospitalNumber.slice(-4)}`;
  const numeric = /^[<>]?\d/.test(value);
  return segments(
    header('NORTHMOOR-LAB', 'ORU^R01^ORU_R01', {
      at: at < `${compact(today)}0800` ? at : `${compact(today)}0800`,
      id: `${filler}-${status}`,
    }),
    pid(p),
    `OBR|1||${filler}|PSA^Prostate specific antigen^L|||${compact(taken)}0835|||||||||||||||${at}|||${status}`,
    `OBX|1|${numeric ? 'NM' : 'ST'}|PSA^Prostate specific antigen^L||${value}|${result.unit ?? 'ug/L'}|<4.0||||${status}|||${compact(taken)}0835`,
  );
};

/** What the laboratory says of one result, first to last: a correction or withdrawal follows its first report. */
export const reportsOf = (p: DemoPatient, result: DemoResult, today: CivilDate): readonly Uint8Array[] => [
  report(p, { result, today, value: result.value, status: 'F', daysLater: 0 }),
  ...(result.corrected === undefined ? [] : [report(p, { result, today, value: result.corrected, status: 'C', daysLater: 1 })]),
  ...(result.withdrawn === true ? [report(p, { result, today, value: result.value, status: 'W', daysLater: 2 })] : []),
];
