import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readAcknowledgement } from '@rms/hl7';
import { ProfileDoor } from './door.fixture.js';
import { edited } from './edit.fixture.js';
import { blocksIn, codesIn, readPage, rowsIn } from './page.fixture.js';

const page = readPage('acknowledgement');

describe('contracts/hl7/acknowledgement.md', () => {
  let door: ProfileDoor;
  beforeEach(async () => {
    door = await ProfileDoor.open();
  });
  afterEach(() => door.close());

  const toTheWire = (block: string | undefined): string => (block ?? '').replaceAll('\n', '\r');
  const answerTo = async (message: string): Promise<readonly string[]> => {
    const reply = await door.takes(message).catch(() => 'closed');
    const rules = door.refusals.map(({ rule }) => rule);
    if (reply === undefined || reply === 'closed') return [reply ?? 'nothing', ...rules];
    const read = readAcknowledgement(Buffer.from(reply, 'latin1'));
    if (!read.ok) throw new Error(read.sentence);
    return [read.code, read.errorCode, ...rules].filter((part) => part !== '');
  };

  it('shows the answer to its example, byte for byte', async () =>
    expect(await door.takes(page.example)).toBe(toTheWire(blocksIn(page.section('Answer'), 'hl7')[0])));

  it('shows the answer to the same message refused, byte for byte', async () =>
    expect(await door.takes(edited(page.example, 'MSH-11 = P'))).toBe(
      toTheWire(blocksIn(page.section('Answer to a message that is refused'), 'hl7')[0]),
    ));

  it.each(rowsIn(page.section('What is answered')).map(([when = '', example = '', answer = '']) => ({ when, example, answer })))(
    'says what is answered: $when',
    async ({ example, answer }) => {
      if (example.startsWith('After the example')) await door.takes(page.example);
      if (example.startsWith('While nothing can be stored')) door.isFull();
      const word = /^(nothing|closed)/.exec(answer)?.[1];
      expect(await answerTo(codesIn(example).reduce(edited, page.example))).toEqual([
        ...(word === undefined ? [] : [word]),
        ...codesIn(answer),
      ]);
    },
  );
});
