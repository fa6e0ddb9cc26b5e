import { randomUUID } from 'node:crypto';
import type { NewId } from './ports.js';

/** Random UUIDs of the operating system. */
export const randomId: NewId = () => randomUUID();
