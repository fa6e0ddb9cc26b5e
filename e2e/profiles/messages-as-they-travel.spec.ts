import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alertingCopies, alertingTellers } from '@rms/alerting';
import { envelope, everyContract, messageOf } from '@rms/contracts/documents';
import { lettersCopies, lettersTellers } from '@rms/letters';
import { partitionKeyOf, type Message } from '@rms/messaging';
import { pathwayCopies, pathwayTellers } from '@rms/pathway';
import { gatewayCopies, gatewayTellers } from '@rms/portal-gateway';
import type { Copy } from '@rms/read-models';
import { registrationCopies, registrationTellers } from '@rms/registration';
import { resultsCopies, resultsTellers } from '@rms/results';
import type { z } from 'zod';
import { exampleOf } from './examples.fixture.js';
import { ProfileDoor } from './door.fixture.js';
import { pages, readPage } from './page.fixture.js';

type Envelope = z.infer<typeof envelope>;
type Same<A, B> = [keyof A] extends [keyof B] ? ([keyof B] extends [keyof A] ? true : false) : false;
type Required<T> = { [Name in keyof T]-?: undefined extends T[Name] ? never : Name }[keyof T];

describe('the envelope', () => {
  it('names what a message has, and what of it is always there', () => {
    const names: Same<Envelope, Message> = true;
    const always: [Required<Omit<Envelope, 'data'>>] extends [Required<Omit<Message, 'data'>>] ? true : false = true;
    expect([names, always]).toEqual([true, true]);
  });

  it('is that of every contract’s example, whose stream is one the owner has', () => {
    const tellers = [registrationTellers, resultsTellers, pathwayTellers, lettersTellers, alertingTellers, gatewayTellers].flat();
    const kinds = new Set(tellers.map(({ kind }) => kind));
    for (const { type } of everyContract) {
      const { subject } = exampleOf(type);
      expect([type, kinds.has(subject.slice(0, -37))]).toEqual([type, true]);
    }
  });

  it('keys a message by its patient, and by its stream where there is none', () => {
    expect(partitionKeyOf(exampleOf('results.result-recorded.v1'))).toBe('a0000000-0000-4000-8000-000000000001');
    expect(partitionKeyOf(exampleOf('registration.feed-agreed.v1'))).toBe(exampleOf('registration.feed-agreed.v1').subject);
  });
});

describe.each(pages)('what is published because of the messages of contracts/hl7/%s.md', (name) => {
  let door: ProfileDoor;
  beforeEach(async () => {
    door = await ProfileDoor.open();
  });
  afterEach(() => door.close());

  it('fits its contract, envelope and all', async () => {
    const page = readPage(name);
    for (const message of [...page.before, page.example]) await door.takes(message);
    const published = await door.published();
    expect(published.length).toBeGreaterThan(2);
    for (const message of published) {
      const contract = everyContract.find(({ type }) => type === message.type);
      expect(contract === undefined ? [message.type] : messageOf(contract).safeParse(message).error?.issues).toBeUndefined();
    }
  });
});

const unknown = 'addedLater';
// A protocol that a release does not wholly understand must not steer anybody's follow-up: its content is read strictly.
const readStrictly = 'content';
const withUnknownFields = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (typeof value !== 'object' || value === null) return value;
  const inside = Object.entries(value).map(([name, one]) => [name, name === readStrictly ? (one as unknown) : withUnknownFields(one)]);
  return { ...Object.fromEntries(inside), [unknown]: 1 };
};
const withoutUnknownFields = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, inside: unknown) => (name === unknown ? undefined : inside)));

const followedBy = (copy: Copy): readonly Message[] =>
  everyContract.map(({ type }) => exampleOf(type)).filter(({ subject }) => subject.slice(0, -37) === copy.of);
const fold = (copy: Copy, messages: readonly Message[]): unknown =>
  messages.reduce((before, message) => copy.evolve(before, message), copy.initial);

const consumers: readonly (readonly [string, readonly Copy[]])[] = [
  ['registration', registrationCopies],
  ['results', resultsCopies],
  ['pathway', pathwayCopies],
  ['letters', lettersCopies],
  ['alerting', alertingCopies],
  ['portal-gateway', gatewayCopies],
];

describe.each(consumers)('%s as a consumer', (_, copies) => {
  it.each(copies)('takes facts into its $name as before when they have fields it does not know', (copy) => {
    const heard = followedBy(copy);
    expect(heard.length).toBeGreaterThan(0);
    const later = heard.map((message) => ({ ...message, data: withUnknownFields(message.data) }));
    expect(withoutUnknownFields(fold(copy, later))).toEqual(withoutUnknownFields(fold(copy, heard)));
  });
});

describe.each([
  ['pathway', pathwayCopies],
  ['portal-gateway', gatewayCopies],
])('%s', (_, copies) => {
  it('takes in no protocol that it does not wholly understand', () => {
    const { data, ...published } = exampleOf('pathway.protocol-published.v1');
    const { content } = data as { readonly content: object };
    const copy = copies.find((one) => one.of === 'pathway.protocol');
    const beyond = { ...published, data: { ...(data as object), content: { ...content, stopsWhen: 'a rule of a later release' } } };
    expect(() => copy?.evolve(copy.initial, beyond)).toThrow('stopsWhen');
  });
});
