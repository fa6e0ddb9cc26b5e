import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesetter } from '@rms/typesetting';
import { certificateSamples } from './certificate-samples.mjs';
import { historySamples } from './history-sample.mjs';
import { letterSamples } from './letter-samples.mjs';

const plain = `#set document(title: "A page", date: none)
#set text(lang: "en", font: "Arimo")
#let content = json(bytes(sys.inputs.content))
= #content.heading
#content.text`;

// Without its mark of PDF/UA it is an ordinary file again.
const withoutMark = (pdf) => Buffer.from(Buffer.from(pdf).toString('latin1').replace('<pdfuaid:part>1<', '<pdfuaid:part>0<'), 'latin1');

/** Writes one of each kind of page that leaves the system, and one with a planted fault. */
export const writeSamples = async (folder) => {
  const typeset = typesetter();
  const aPage = typeset(plain, { heading: 'A heading', text: 'A line of text.' });
  const pages = { 'a-page.pdf': aPage, ...letterSamples(), ...certificateSamples(typeset), ...historySamples(typeset) };
  const good = [];
  for (const [name, page] of Object.entries(pages)) {
    const file = join(folder, name);
    writeFileSync(file, await page);
    good.push(file);
  }
  const planted = join(folder, 'planted-fault.pdf');
  writeFileSync(planted, withoutMark(aPage));
  return { good, planted };
};
