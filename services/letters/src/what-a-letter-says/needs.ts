import type { Demographics } from '@rms/contracts';

type Need = Demographics['needs'][number];

/** How a patient’s letters must be made: on paper in ordinary or large print, or in a way that a standard letter is not. */
export interface Format {
  readonly print: 'standard' | 'large';
  /** What a standard letter would not do for him, and what is needed instead. */
  readonly blockedBy?: string;
}

// Only what is known to be met by a letter lets one go: words that nobody has thought of here stop it, and a person decides.
const ordinary = /^(standard|ordinary|normal) (print|letters?|format)$/;
const largePrint = /^(needs |wants |prefers )?(letters? in )?large print( letters?)?,? ?\(?((1[0-8]) ?(pt|points?))?\)?$/;
const byPost = /^((contact |write )?by |only by |prefers |wants )?(letters?|post)( only| preferred)?$/;
// A support need is for a conversation and not for a page, unless it speaks of what comes by post or of reading it.
const aboutPaper = /\b(mail|posts?|letters?|home|address|print|reads?|reading|writ\w*|blind|sight\w*|vision|braille|language)\b/;

const wordsOf = ({ says }: Need): string => says.toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '').trim();
const isLargePrint = (need: Need): boolean => need.kind === 'format' && largePrint.test(wordsOf(need));
const stops = (need: Need): boolean => {
  const words = wordsOf(need);
  switch (need.kind) {
    case 'format':
      return !ordinary.test(words) && !largePrint.test(words);
    case 'interpreter':
      return true;
    case 'contact':
      return !byPost.test(words);
    case 'support':
      return aboutPaper.test(words);
    default:
      return need.kind satisfies never;
  }
};

/** What a patient’s recorded needs (DAPB1605) mean for a letter. A need nobody has thought of stops it: a person decides. */
export const formatFor = (needs: Demographics['needs']): Format => {
  const print = needs.some(isLargePrint) ? 'large' : 'standard';
  const stopping = needs.filter(stops);
  if (stopping.length === 0) return { print };
  const says = stopping.map((need) => need.says).join('; ');
  return {
    print,
    blockedBy: `A standard letter may not go to this patient, who needs: ${says}. Meet the need, and record how it was done.`,
  };
};
