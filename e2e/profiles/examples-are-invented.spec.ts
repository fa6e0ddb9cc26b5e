import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseNhsNumber } from '@rms/nhs';
import { blocksIn, pages, readText } from './page.fixture.js';
import { senders } from './senders.fixture.js';

const examples = join(import.meta.dirname, '..', '..', 'contracts', 'examples');
const jsonExamples = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('valid.json'))
  .map((name) => [name, readFileSync(join(examples, name), 'utf8')] as const);
const messages = [...pages, 'acknowledgement'].map((name) => [`${name}.md`, blocksIn(readText(name), 'hl7').join('\n')] as const);

const tenDigits = (text: string): readonly string[] => [...new Set(text.match(/(?<![\d-])\d{10}(?!\d)/g) ?? [])];
const isNobodys = (number: string): boolean => {
  const read = parseNhsNumber(number);
  return read.ok && read.value.startsWith('999');
};

describe('the examples', () => {
  it('are looked at', () => {
    expect(jsonExamples.length).toBeGreaterThan(40);
    expect(messages.flatMap(([, text]) => tenDigits(text)).length).toBeGreaterThan(6);
  });

  it.each([...jsonExamples, ...messages])('%s has NHS numbers that are valid and nobody’s', (_, text) =>
    expect(tenDigits(text).filter((number) => !isNobodys(number))).toEqual([]),
  );

  it.each(jsonExamples)('%s is of an invented trust', (_, text) => {
    const { trust } = JSON.parse(text) as { readonly trust: string };
    expect(['ZT001', 'ZT002', 'REGION']).toContain(trust);
  });

  it.each([...jsonExamples, ...messages])('%s has only telephone numbers and postcodes that nobody has', (_, text) => {
    const telephones = text.match(/\b0\d{4} \d{6}\b/g) ?? [];
    const postcodes = text.match(/\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/g) ?? [];
    expect(telephones.filter((number) => !number.startsWith('01632 960'))).toEqual([]);
    expect(postcodes.filter((postcode) => !postcode.startsWith('ZZ'))).toEqual([]);
  });

  it.each(senders)('$name is the sender that the pages say', ({ facilities, trusts, mayRegister }) =>
    expect(readText('README')).toContain(
      `| \`${facilities.join('')}\` | ${trusts.map((trust) => `\`${trust}\``).join(', ')} | ${mayRegister ? 'yes' : 'no'} |`,
    ),
  );
});
