import { keyedId } from '@rms/event-sourcing/pure';
import type { Identifier } from './reading/person.reading.js';

/** Under which key a stranger's message waits for somebody with this number. The number cannot be read back from it. */
export const waitingKey = (key: Uint8Array, { authority, id }: Identifier): string => keyedId(key, 'waiting', authority, id);
