import { afterEach, beforeEach, expect } from '@jest/globals';
import { hl7 } from '@rms/hl7/testing';
import { letter } from '@rms/letters';
import type { Message } from '@rms/messaging';
import { RegionInMemory, trust } from '../in-memory/region-in-memory.js';

/** A letter as the pages know it. */
export interface Letter {
  readonly _id: string;
  readonly trust: string;
  readonly patient: string;
  readonly phase: string;
  readonly letter?: { readonly about: string; readonly to: string; readonly says: string };
  readonly need?: { readonly why: string; readonly sentence: string };
  readonly held?: { readonly why: string };
  readonly draft?: { readonly to: readonly string[]; readonly text: readonly string[]; readonly print: string };
  readonly cancelledBecause?: string;
  readonly next?: string;
}
/** What a message says of him. */
export interface Person {
  readonly postcode?: string;
  readonly practice?: string;
  readonly need?: string;
  readonly numbers?: string;
  readonly given?: string;
  /** The number of a record that goes into this one. */
  readonly merges?: string;
}

/** Who approves. */
export const clerk = { person: 'tom', role: 'letters-clerk', isClinician: false };
export const nurse = { person: 'ruth', role: 'clinical-nurse-specialist', isClinician: true };
const hisNumbers = '9990004129^^^NHS^NH~H100^^^ZT001^MR';
const mrAllan = (postcode: string, { numbers = hisNumbers, given = 'George' }: Person): string =>
  `PID|1||${numbers}||Allan^${given}^^^Mr||19570512|M|||4 Harbour Row^^Northmoor^^${postcode}`;

/** A region before each story, with Mr Allan in it, and what happens to him and his letters. */
export const storyOfLetters = () => {
  let region: RegionInMemory;
  let sent = 0;
  beforeEach(async () => {
    sent = 0;
    region = await RegionInMemory.open({ writesLetters: true });
  });
  afterEach(() => region.close());

  const adt = async (trigger: string, person: Person = {}, more = ''): Promise<void> => {
    const { postcode = 'ZZ1 4HR', practice = 'Z99001', need, merges } = person;
    sent += 1;
    const event = hl7(trigger, { controlId: `A${String(sent)}`, at: `2026030909${String(10 + sent)}00` });
    const raw = event.segment('EVN', trigger.slice(4, 7), `2026030909${String(10 + sent)}00`).bytes();
    const text = [
      Buffer.from(raw).toString('utf8').trimEnd(),
      `${mrAllan(postcode, person)}${more}`,
      `PD1|||Millpond Surgery^^${practice}`,
      ...(merges === undefined ? [] : [`MRG|${merges}^^^ZT001^MR`]),
      ...(need === undefined ? [] : [`OBX|1|CWE|AIS^Needs^DAPB1605||${need}`]),
      '',
    ].join('\r');
    expect(await region.send(Buffer.from(text))).toContain('MSA|AA');
    await region.quiet();
  };
  const reports = async (value: string, day: string, filler = 'L1', status = 'F'): Promise<void> => {
    sent += 1;
    const at = `${day}0900`;
    await region.send(
      hl7('ORU^R01', { controlId: `R${String(sent)}`, at: `2026031009${String(10 + sent)}00` })
        .patient({
          family: 'Allan',
          given: 'George',
          bornOn: '19570512',
          nhsNumber: '9990004129',
          hospitalNumber: 'H100',
          hospital: 'ZT001',
        })
        .order({ filler, at })
        .result({ value, type: 'ST', at, status })
        .bytes(),
    );
    await region.quiet();
  };
  const all = async (): Promise<readonly Letter[]> => region.views.collection<Letter>('letters').find(trust, {});
  const theLetter = async (about: string, to = 'patient'): Promise<Letter> => {
    const found = (await all()).filter((each) => each.letter?.about === about && each.letter.to === to);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const phaseOf = async (about: string, to = 'patient'): Promise<string> => (await theLetter(about, to)).phase;
  const calendar = () => region.letters.desk.calendar();
  const approves = async (id: string, approver = nurse, together = false): Promise<string> =>
    region.about(letter, { id, command: { type: 'ApproveLetter', approver, together, calendar: calendar() } });
  const given = (): readonly string[] => [...region.lettersPorts.shelf.items.values()].map(({ to }) => to);
  const says = async (type: string): Promise<readonly Message[]> => {
    const { deliveries } = await region.histories.get('letters')!.since(0, 10_000);
    return deliveries.flatMap((delivery) => ('message' in delivery && delivery.message.type === type ? [delivery.message] : []));
  };

  const isFollowed = async (person: Person = {}): Promise<string> => {
    await adt('ADT^A28^ADT_A05', person);
    const [patient] = await region.views.collection<{ _id: string; trust: string }>('patients').find(trust, {});
    expect(await region.start(patient!._id, '2025-11-01')).toBe(true);
    await region.quiet();
    return patient!._id;
  };
  const hasAGoodResult = async (person: Person = {}): Promise<string> => {
    const patient = await isFollowed(person);
    await reports('0.05', '20260308');
    return patient;
  };
  return { region: () => region, adt, reports, all, theLetter, phaseOf, calendar, approves, given, says, isFollowed, hasAGoodResult };
};
