import { letters as c } from '@rms/contracts';
import { idOfStream, type Fact } from '@rms/event-sourcing/pure';
import { publishes, type Published } from '@rms/messaging/pure';
import { letter, type LetterEvent } from '../letter/letter.aggregate.js';

type Said = { readonly type: string; readonly data: unknown };
const say = (contract: { readonly type: string; readonly data: { parse: (data: unknown) => unknown } }, data: unknown): Said => ({
  type: contract.type,
  data: contract.data.parse(data),
});

const translate = (e: LetterEvent, fact: Fact<LetterEvent>): Said => {
  const ids = { letter: idOfStream(fact.stream), patient: fact.metadata['patient'] ?? '' };
  switch (e.type) {
    case 'LetterOwed': {
      const { type: _, heard: __, ...owed } = e;
      return say(c.letterOwed, { ...owed, letter: ids.letter });
    }
    case 'LetterCancelled':
      return say(c.letterCancelled, { ...ids, because: e.because });
    case 'LetterReassigned':
      return say(c.letterReassigned, { letter: ids.letter, patient: e.to, from: e.from });
    default:
      return e satisfies never;
  }
};

export const lettersPublishes: readonly Published[] = [publishes(letter, translate)];
