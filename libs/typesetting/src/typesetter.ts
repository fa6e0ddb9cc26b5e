import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** Sets a Typst source with its content to a tagged PDF (PDF/UA-1). The content is JSON: nothing in it can become markup. */
export type Typeset = (source: string, content: unknown) => Uint8Array;

// What it has set it remembers, in hope of the same again: some 0.6 MB a letter. Every so many letters it forgets what it has not met since.
const forgetsEvery = 20;
const fontFiles = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf', '400Regular_Italic/Arimo_400Regular_Italic.ttf'];

/**
 * A typesetter with its fonts in hand. Sources read their content as `json(bytes(sys.inputs.content))`, name a document title and
 * set its date to none: the same source and content give the same bytes, whenever they are set. Throws with the compiler's words
 * when a source is wrong or what it says cannot be read out, such as a picture without words.
 */
export const typesetter = (): Typeset => {
  const resolve = createRequire(import.meta.url).resolve;
  const fontBlobs = fontFiles.map((file) => readFileSync(resolve(`@expo-google-fonts/arimo/${file}`)));
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  let set = 0;
  return (source, content) => {
    set += 1;
    if (set % forgetsEvery === 0) compiler.evictCache(1);
    return compiler.pdf({ mainFileContent: source, inputs: { content: JSON.stringify(content) } }, { pdfStandard: 'ua-1' });
  };
};
