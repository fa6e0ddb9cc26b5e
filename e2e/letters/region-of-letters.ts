import { afterEach, beforeEach, expect } from '@jest/globals';
import type { ReviewDecision } from '@rms/contracts';
import { hl7 } from '@rms/hl7/testing';
import { letter } from '@rms/letters';
import type { Message } from '@rms/messaging';
import { followUp } from '@rms/pathway';
import { RegionInMemory, trust } from '../in-memory/region-in-memory.js';

export interface Letter {
  readonly _id: string;
  readonly trust: string;
  readonly phase: string;
  readonly letter?: { readonly about: string; readonly to: string; readonly says: string };
  readonly need?: { readonly why: string; readonly sentence: string };
  readonly held?: { readonly why: string };
  readonly draft?: { readonly to: readonly string[]; readonly text: readonly string[]; readonly print: string };
  readonly cancelledBecause?: string;
  readonly next?: string;
}
export interface Person {
  readonly postcode?: string;
  readonly practice?: string;
  readonly need?: string;
}

export const clerk = { person: 'tom', role: 'letters-clerk', isClinician: false };
export const nurse = { person: 'ruth', role: 'clinical-nurse-specialist', isClinician: true };
const mrAllan = (postcode: string): string =>
  `PID|1||9990004129^^^NHS^NH~H100^^^ZT001^MR||Allan^George^^^Mr||19570512|M|||4 Harbour Row^^Northmoor^^${postcode}`;

/** A region anew before each test, whose letters have their words and their paper, and what happens in it. */
export const aRegionOfLetters = () => {
  const on = { region: undefined as unknown as RegionInMemory };
  let sent = 0;
  beforeEach(async () => {
    sent = 0;
    on.region = await RegionInMemory.open({ writesLetters: true });
  });
  afterEach(() => on.region.close());

  const adt = async (trigger: string, { postcode = 'ZZ1 4HR', practice = 'Z99001', need }: Person = {}, more = ''): Promise<void> => {
    sent += 1;
    const event = hl7(trigger, { controlId: `A${String(sent)}`, at: `2026030909${String(10 + sent)}00` });
    const raw = event.segment('EVN', trigger.slice(4, 7), `2026030909${String(10 + sent)}00`).bytes();
    const text = [
      Buffer.from(raw).toString('utf8').trimEnd(),
      `${mrAllan(postcode)}${more}`,
      `PD1|||Millpond Surgery^^${practice}`,
      ...(need === undefined ? [] : [`OBX|1|CWE|AIS^Needs^DAPB1605||${need}`]),
      '',
    ].join('\r');
    expect(await on.region.send(Buffer.from(text))).toContain('MSA|AA');
    await on.region.quiet();
  };
  const reports = async (value: string, day: string, filler = 'L1', status = 'F'): Promise<void> => {
    sent += 1;
    const at = `${day}0900`;
    await on.region.send(
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
    await on.region.quiet();
  };
  const all = async (): Promise<readonly Letter[]> => on.region.views.collection<Letter>('letters').find(trust, {});
  const theLetter = async (about: string, to = 'patient'): Promise<Letter> => {
    const found = (await all()).filter((each) => each.letter?.about === about && each.letter.to === to);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const phaseOf = async (about: string, to = 'patient'): Promise<string> => (await theLetter(about, to)).phase;
  const calendar = () => on.region.letters.desk.calendar();
  const approves = async (id: string, approver = nurse, together = false): Promise<string> =>
    on.region.about(letter, { id, command: { type: 'ApproveLetter', approver, together, calendar: calendar() } });
  const given = (): readonly string[] => [...on.region.lettersPorts.shelf.items.values()].map(({ to }) => to);
  const says = (type: string): Promise<readonly Message[]> => factsOf('letters', type);
  const factsOf = async (service: string, type: string): Promise<readonly Message[]> => {
    const { deliveries } = await on.region.histories.get(service)!.since(0, 10_000);
    return deliveries.flatMap((delivery) => ('message' in delivery && delivery.message.type === type ? [delivery.message] : []));
  };

  const isFollowed = async (person: Person = {}): Promise<string> => {
    await adt('ADT^A28^ADT_A05', person);
    const [patient] = await on.region.views.collection<{ _id: string; trust: string }>('patients').find(trust, {});
    expect(await on.region.start(patient!._id, '2025-11-01')).toBe(true);
    await on.region.quiet();
    return patient!._id;
  };
  const hasAGoodResult = async (person: Person = {}): Promise<string> => {
    const patient = await isFollowed(person);
    await reports('0.05', '20260308');
    return patient;
  };

  /** A nurse decides on the one review that is open. */
  const decides = async (decision: ReviewDecision): Promise<void> => {
    const opened = await factsOf('pathway', 'pathway.review-opened.v1');
    const { followUp: id, review } = opened.at(-1)!.data as { readonly followUp: string; readonly review: string };
    const command = {
      type: 'ReviewResult',
      followUp: id,
      review,
      decision,
      reason: 'Seen.',
      reviewer: { person: 'ruth', role: 'clinical-nurse-specialist', registration: 'NMC 00A0000X' },
      calendar: { today: '2026-03-10', holidays: [] },
    } as const;
    expect(await on.region.about(followUp, { id, command })).toBe('recorded');
  };

  return { on, adt, reports, all, theLetter, phaseOf, calendar, approves, given, says, factsOf, isFollowed, hasAGoodResult, decides };
};
