import { renameSync, writeFileSync } from 'node:fs';

/** Says where the doors are to whoever waits for them, whole or not at all. */
export const writeReadyFile = (file: string, content: object): void => {
  writeFileSync(`${file}.unfinished`, `${JSON.stringify(content)}\n`);
  renameSync(`${file}.unfinished`, file);
};
