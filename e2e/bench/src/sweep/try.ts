import { Contender } from '../job/contender.js';
import { sourceFile } from '../job/places.js';
import { mkdirSync } from 'node:fs';
const dir = process.argv[2]!; const n = Number(process.argv[3]);
mkdirSync(dir, { recursive: true });
const start = (name: string) => Contender.start({ file: sourceFile('sweep/reader-main.ts'), args: [name, dir] });
const w = await start('bare');
let t = performance.now();
if (n > 0) console.log(await w.ask('fill', n), performance.now() - t);
const ours = await start('ours');
for (let i = 0; i < 2; i++) { console.log('bare', await w.ask('read')); console.log('ours', await ours.ask('read')); }
await w.stop(); await ours.stop();
