import type { Demographics } from '@rms/contracts';

type Need = Demographics['needs'][number];

/** How a patient’s letters must be made: on paper in ordinary or large print, or in a way that a standard letter is not. */
export interface Format {
  readonly print: 'standard' | 'large';
  /** What a standard letter would not do for him, and what is needed instead. */
  readonly blockedBy?: string;
}

// A support need is for a conversation and not for a page. Of a contact need only those about writing stop a letter.
const aboutWriting = /e-?mail|text|sms|no (letters|post|mail)|telephone only|phone only|safe|address/i;
const isLargePrint = (need: Need): boolean => need.kind === 'format' && /large print/i.test(need.says);
const stops = (need: Need): boolean => {
  switch (need.kind) {
    case 'format':
      return !isLargePrint(need);
    case 'interpreter':
      return true;
    case 'contact':
      return aboutWriting.test(need.says);
    case 'support':
      return false;
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
