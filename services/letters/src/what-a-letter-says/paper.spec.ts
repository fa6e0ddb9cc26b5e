import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { typesetter } from '@rms/typesetting';
import { letterSource } from '../setting/letter-source.js';
import { starterTemplates } from '../template/starter.js';
import { fillIn } from './fill-in.js';
import { fullContent, type LetterContent } from './letter-content.js';
import { madeFromWords, paperOf } from './paper.js';

const typeset = typesetter();
const sender = {
  trustName: 'Northmoor Hospitals',
  department: 'Cancer follow-up team',
  lines: ['Harbour Road', 'Northmoor'],
  postcode: 'ZZ1 1AA',
  phone: '01632 960123',
  hours: 'Monday to Friday, 9am to 5pm',
  email: 'follow-up@northmoor.example',
  signedBy: 'Ruth Adeyemi',
  signedAs: 'Clinical nurse specialist',
};
const madeFrom = madeFromWords({ 'registration.patient-a0000000-0000-4000-8000-000000000001': 3 }, 'result-patient, version 1');
const set = (name: string, content: LetterContent = fullContent, print: 'standard' | 'large' = 'standard'): Buffer => {
  const template = starterTemplates.find((each) => each.name === name)!;
  const filled = fillIn(template, content);
  const to = ['Mr George Allan', '4 Harbour Row', 'Northmoor', 'ZZ1 4HR'];
  return Buffer.from(typeset(letterSource, paperOf({ filled, content, sender, to, print, madeFrom, isTraining: true })));
};
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** Everything in the file that can be read as text, with what is compressed laid open. */
const opened = (pdf: Buffer): string => {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [raw, ...streams].join('\n');
};

describe('a letter on paper', () => {
  it.each(starterTemplates.map(({ name }) => name))('%s is set, in ordinary and in large print', (name) => {
    expect(set(name).length).toBeGreaterThan(5000);
    expect(sha(set(name, fullContent, 'large'))).not.toBe(sha(set(name)));
  });
  it('is a tagged PDF/UA-1 with headings, lists, a table with a head and a chart that says what it shows', () => {
    const pdf = opened(set('result-patient'));
    for (const tag of [
      '/StructTreeRoot',
      '<pdfuaid:part>1</pdfuaid:part>',
      '/S/H1',
      '/S/H2',
      '/S/L',
      '/S/Table',
      '/S/TH',
      '/S/Figure',
      '/Alt',
      '/Lang',
    ])
      expect([tag, pdf.replace(/ \//g, '/').includes(tag)]).toEqual([tag, true]);
    expect(pdf).toMatch(/All results are under the limit/);
  });
  it('comes out byte for byte the same, and not for another value', () => {
    const other = { ...fullContent, result: { ...fullContent.result!, shown: '0.06' } };
    expect(sha(set('result-patient'))).toBe(sha(set('result-patient')));
    expect(sha(set('result-patient', other))).not.toBe(sha(set('result-patient')));
  });
  it('prints from which records it was made', () => {
    expect(madeFrom).toBe('Made from patient 000000000001 at 3. Template result-patient, version 1.');
  });
  it('takes a name for a name, whatever is in it', () => {
    const odd = '#panic("no") $x$ *bold* </text><script>';
    expect(() =>
      set('result-patient', { ...fullContent, to: { name: odd, greeting: odd }, limit: { ...fullContent.limit, unit: odd } }),
    ).not.toThrow();
  });
});
