import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '@rms/messaging';

const folder = join(import.meta.dirname, '..', '..', 'contracts', 'examples');

/** The valid example of a contract, as it travels. */
export const exampleOf = (type: string): Message => JSON.parse(readFileSync(join(folder, type, 'valid.json'), 'utf8')) as Message;
