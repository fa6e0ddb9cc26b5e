import { describe, expect, it } from '@jest/globals';
import { typesetter, TypesettingThread } from './index.js';

const typeset = typesetter();
const source = `#set document(title: "A letter", date: none)
#set text(lang: "en", font: "Arimo")
#let content = json(bytes(sys.inputs.content))
= #content.heading
#content.text`;
const text = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

describe('a typeset page', () => {
  it('is a tagged PDF that says it is PDF/UA-1', () => {
    const pdf = text(typeset(source, { heading: 'Your result', text: 'All is well.' }));
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });
  it('comes out byte for byte the same a second time', () => {
    const once = typeset(source, { heading: 'A', text: 'B' });
    expect(Buffer.compare(Buffer.from(once), Buffer.from(typeset(source, { heading: 'A', text: 'B' })))).toBe(0);
  });
  it('takes nothing in the content for markup', () => {
    expect(() => typeset(source, { heading: '#panic("no")', text: '$1^2 *bold* #include "x"' })).not.toThrow();
  });
  it('refuses a picture that nobody could read out', () => {
    expect(() =>
      typeset(`${source}\n#image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"))`, { heading: 'A', text: 'B' }),
    ).toThrow(/alt/i);
  });
});

describe('a page that is set in a thread of its own', () => {
  const thread = new TypesettingThread();
  it('is the same to the byte, however many are asked for at once', async () => {
    const contents = Array.from({ length: 5 }, (_, n) => ({ heading: `Result ${String(n)}`, text: 'All is well.' }));
    const pages = await Promise.all(contents.map((content) => thread.set(source, content)));
    for (const [n, page] of pages.entries()) expect(Buffer.compare(Buffer.from(page), Buffer.from(typeset(source, contents[n])))).toBe(0);
  });
  it('says what is wrong with a source, and goes on', async () => {
    await expect(thread.set('#panic("no")', {})).rejects.toThrow(/no/);
    expect(text(await thread.set(source, { heading: 'A', text: 'B' })).startsWith('%PDF')).toBe(true);
  });
});
