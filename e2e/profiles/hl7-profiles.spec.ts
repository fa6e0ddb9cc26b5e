import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseMessage } from '@rms/hl7';
import type { Message } from '@rms/messaging';
import { ProfileDoor } from './door.fixture.js';
import { edited, without } from './edit.fixture.js';
import { pages, readPage, type Fact, type Page, type Said } from './page.fixture.js';

/** Ids that follow from the directory's key or from chance, and what says where a message lies. */
const notInThePage = new Set([
  'patient',
  'feed',
  'result',
  'appointment',
  'into',
  'retired',
  'from',
  'receipt',
  'messageSha256',
  'problem',
]);

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, inside: unknown) => (notInThePage.has(name) ? undefined : inside))) as unknown;
const factOf = ({ type, data }: Message): Fact => ({ type, data: plain(data) });

/** The newest word on everything, as one document: `demographics`, `diedOn`, `report`. */
const newest = (facts: readonly Fact[]): Readonly<Record<string, unknown>> =>
  Object.assign({}, ...facts.map(({ data }) => data as object)) as Readonly<Record<string, unknown>>;
const at = (facts: readonly Fact[], path: string): unknown =>
  path.split('.').reduce<unknown>((inside, name) => (inside as Readonly<Record<string, unknown>> | undefined)?.[name], newest(facts));
const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);

const withoutPlaces = (facts: readonly Fact[], paths: readonly string[]): unknown => {
  const copy = structuredClone(newest(facts)) as Record<string, unknown>;
  for (const path of paths) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const holder = names.reduce<Record<string, unknown> | undefined>(
      (inside, name) => inside?.[name] as Record<string, unknown> | undefined,
      copy,
    );
    if (holder !== undefined) holder[last] = undefined;
  }
  return copy;
};

/** What became of one message: how it was answered and read, and what was published because of it. */
interface Became {
  readonly reply: string | undefined;
  readonly said: Pick<Said, 'outcome' | 'rule'>;
  readonly facts: readonly Fact[];
}

describe.each(pages.map(readPage))('contracts/hl7/$name.md', (page: Page) => {
  let door: ProfileDoor;
  beforeEach(async () => {
    door = await ProfileDoor.open();
    for (const message of page.before) await door.takes(message);
  });
  afterEach(() => door.close());

  const becomes = async (message: string): Promise<Became> => {
    const published = (await door.published()).length;
    const refused = door.refusals.length;
    const received = (await door.outcomes()).length;
    const reply = await door.takes(message);
    const facts = (await door.published()).slice(published).map(factOf);
    const refusal = door.refusals[refused];
    if (refusal !== undefined) return { reply, facts, said: { outcome: 'refused', rule: refusal.rule } };
    const told = (await door.outcomes())[received];
    const outcome = told?.outcome === 'quarantined' ? 'held' : told?.outcome;
    return { reply, facts, said: { outcome: outcome as Said['outcome'], rule: told?.rule } };
  };
  const expectSaid = ({ said, facts }: Became, expected: Said): void => {
    expect(said).toEqual({ outcome: expected.outcome, rule: expected.rule });
    expect(facts.map(({ type }) => type)).toEqual(expect.arrayContaining([...expected.facts]));
    for (const type of expected.notFacts) expect(facts.map((fact) => fact.type)).not.toContain(type);
    for (const path of expected.without) expect([path, isEmpty(at(facts, path))]).toEqual([path, true]);
  };

  it('has an example that is HL7 and is answered AA', async () => {
    expect(parseMessage(Buffer.from(page.example)).ok).toBe(true);
    expect((await becomes(page.example)).reply).toContain('\rMSA|AA|');
    expect(door.incidents).toEqual([]);
  });

  it('says exactly what is published because of the example', async () => {
    const { said, facts } = await becomes(page.example);
    expect(said).toEqual({ outcome: 'applied', rule: undefined });
    expect(facts).toEqual(page.readAs);
  });

  it.each(page.fields)('says what it means when $field is absent', async ({ field, readAs, absent }) => {
    const other = await ProfileDoor.open();
    for (const message of page.before) await other.takes(message);
    await other.takes(page.example);
    const whole = (await other.published()).slice((await door.published()).length).map(factOf);
    await other.close();

    const became = await becomes(without(page.example, field));
    if (absent !== undefined) {
      expectSaid(became, absent);
      return;
    }
    expect(became.said.outcome).toBe('applied');
    for (const place of readAs) {
      expect(at(whole, place)).toBeDefined();
      expect(at(became.facts, place)).not.toEqual(at(whole, place));
    }
    expect(withoutPlaces(became.facts, readAs)).toEqual(withoutPlaces(whole, readAs));
  });

  if (page.values.length > 0)
    it.each(page.values)('says how a value is read: $value', async ({ edits, place, readAs }) =>
      expect(at((await becomes(edits.reduce(edited, page.example))).facts, place)).toEqual(readAs),
    );

  it.each(page.cases)('says what happens: $when', async ({ edits, afterTheExample, becomes: expected }) => {
    if (afterTheExample) await door.takes(page.example);
    expectSaid(await becomes(edits.reduce(edited, page.example)), expected);
  });
});

describe.each(pages.map(readPage))('the fields of contracts/hl7/$name.md', (page: Page) => {
  it.each(page.fields)('calls $field required when its absence stops the message, and only then', ({ cardinality, absent }) =>
    expect(cardinality.startsWith('1')).toBe(absent !== undefined && absent.outcome !== 'applied'),
  );
});
