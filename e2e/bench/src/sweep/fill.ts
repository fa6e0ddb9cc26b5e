import { mkdirSync } from 'node:fs';
import { recordLives } from './many-lives.js';
mkdirSync(process.argv[2]!, { recursive: true });
console.log(await recordLives(process.argv[2]!, Number(process.argv[3])));
