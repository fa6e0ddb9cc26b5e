import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { typesetter } from '@rms/typesetting';
import { letterSource } from '../setting/letter-source.js';
import { starterTemplates } from '../template/starter.js';
import { fillIn } from './fill-in.js';
import { fullContent, type LetterContent } from './letter-content.js';
import { madeFromWords, paperOf } from './paper.js';
import { drawResults } from './result-chart.reading.js';

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

const paperFrom = (name: string, content: LetterContent) =>
  paperOf({
    filled: fillIn(
      starterTemplates.find((each) => each.name === name)!,
      content,
    ),
    content,
    sender,
    to: [],
    print: 'standard',
    madeFrom,
    isTraining: true,
  });

describe('the results at the end of a letter', () => {
  it('come after the signature', () => {
    const { blocks, annex } = paperFrom('result-patient', fullContent);
    expect(annex.map(({ kind }) => kind)).toEqual(['heading', 'chart', 'results']);
    expect(blocks.map(({ kind }) => kind)).not.toContain('chart');
  });
  it('stay where they are when more is said after them', () => {
    expect(paperFrom('result-gp', fullContent).annex).toEqual([]);
  });
});

describe('the chart of a letter', () => {
  const values = (results: LetterContent['results']): readonly string[] =>
    [...(drawResults({ ...fullContent, results }, 12)?.svg ?? '').matchAll(/>(0\.\d\d)</g)].map(([, value = '']) => value);
  const monthly = Array.from({ length: 60 }, (_, n) => ({
    ...fullContent.results[2]!,
    day: `${String(2020 + Math.floor(n / 12))}-${String((n % 12) + 1).padStart(2, '0')}-01`,
    shown: `0.${String(n + 10)}`,
    drawn: n / 100 + 0.1,
  }));

  it('writes each value beside its point where there is room', () => expect(values(fullContent.results)).toEqual(['0.05', '0.02']));
  it('writes the newest and no two over each other where there are many', () => {
    const written = values(monthly);
    expect(written[0]).toBe('0.69');
    expect(written.length).toBeGreaterThan(6);
    expect(written.length).toBeLessThan(14);
  });
  it('is in letters as large as those of the page around it', () => {
    const sizeAt = (points: number) => Number(/font-size="(\d+)"/.exec(drawResults(fullContent, points)?.svg ?? '')?.[1]);
    // The drawing of 620 units is 165 mm wide on paper: 468 points.
    for (const points of [12, 18]) expect((sizeAt(points) * 468) / 620).toBeCloseTo(points, 0);
  });
  it('is none where there is no number', () => expect(drawResults({ ...fullContent, results: [] }, 12)).toBeUndefined());
});

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
    const other = { ...fullContent, result: { ...fullContent.result!, sentence: 'Your PSA was 0.06 ng/mL.' } };
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
