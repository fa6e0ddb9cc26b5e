import type { Message } from '@rms/messaging/pure';
import type { LetterOrder } from '../letter/letter-order.js';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';

export const stopsOn: readonly string[] = ['pathway.start-undone.v1', 'pathway.follow-up-ended.v1'];

const reasonOf = (message: Message): 'start-undone' | 'patient-died' | undefined => {
  if (message.type === 'pathway.start-undone.v1') return 'start-undone';
  return (message.data as { readonly because?: string }).because === 'patient-died' ? 'patient-died' : undefined;
};

/** Letters of a follow-up that was undone, or whose patient died, are not written. */
export const stopEveryLetter = (message: Message, letters: readonly LetterCopy[]): readonly LetterOrder[] => {
  const because = reasonOf(message);
  return because === undefined
    ? []
    : letters.map(({ _id }) => ({ id: _id, command: { type: 'CancelLetter', because, heard: message.published } }));
};
