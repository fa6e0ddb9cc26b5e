import { letters as c } from '@rms/contracts';
import { idOfStream, type Fact } from '@rms/event-sourcing/pure';
import { publishes, say, type Published, type Said } from '@rms/messaging/pure';
import { letter, type LetterEvent } from '../letter/letter.aggregate.js';

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
