import type { NewMessage } from '../intake-log.js';

/** A message as a laboratory's door takes it. */
export const messageForTest = (controlId: string, text: string, more: Partial<NewMessage> = {}): NewMessage => ({
  feed: 'lab',
  sender: 'LAB',
  trust: 'ZT001',
  controlId,
  type: 'ORU^R01',
  route: 'results',
  acknowledged: 'AA',
  bytes: Buffer.from(text),
  ...more,
});
