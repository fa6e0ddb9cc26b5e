import { isReassuring } from '@rms/contracts';
import { sha256 } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import type { Draft, Owed } from '../letter/letter.facts.js';
import { destinationOf, isObstacle, type ClosedPractices, type Destination, type Obstacle } from './addressee.reading.js';
import { contentOf } from './build-content.reading.js';
import { goodUntil, passedAlready } from './days-to-come.reading.js';
import { fillIn, lookOutForIn, type FilledIn } from './fill-in.js';
import type { Gathered } from './gather.js';
import { isReadingOf } from './known-facts.reading.js';
import type { LetterContent } from './letter-content.js';
import { formatFor } from './needs.js';
import { madeFromWords, paperOf, textOf, trainingMark, type Paper } from './paper.js';

/** How the house writes: whether what it writes is training, and which practices have closed. */
export interface House {
  readonly isTraining: boolean;
  readonly closedPractices: ClosedPractices;
}
/** A letter ready to be set, with what is recorded of it. */
export interface Written {
  readonly paper: Paper;
  readonly draft: Omit<Draft, 'approveBy' | 'pdfSha256'>;
  readonly blockedBy?: string;
}
/** What it is about is being told or read anew at this moment, and its owner will say so: for what it waits, as a sentence. */
export interface Waiting {
  readonly waitsFor: string;
}
export type Writing = Written | Obstacle | Waiting;

const cannot = (sentence: string): Obstacle => ({ why: 'cannot-be-written', sentence });

const waits = (waitsFor: string): Waiting => ({ waitsFor });

/** What is decided about a result that was taken back since is told; good news of it is none. */
const isToldAsGone = ({ weight, result }: Owed, { followUp }: Gathered): boolean =>
  weight !== 'reassuring' && followUp.takenBack.some((gone) => gone.result === result);
const notReadYet = (owed: Owed, gathered: Gathered): Waiting | undefined => {
  const { followUp, report } = gathered;
  if (owed.result === undefined) return undefined;
  const reading = followUp.readings.find(({ result }) => result === owed.result);
  if (reading === undefined)
    return isToldAsGone(owed, gathered)
      ? undefined
      : waits('The result that it is about does not count any more, or has not been read yet.');
  if (owed.weight === 'reassuring' && !isReassuring(reading.reading))
    return waits('The result that it is about is not good news any more, and what becomes of it is not decided yet.');
  return report === undefined || isReadingOf(reading, report)
    ? undefined
    : waits('The laboratory has sent a newer report of its result, and that has not been read yet.');
};

type Ready = Gathered & { readonly sender: NonNullable<Gathered['sender']>; readonly template: NonNullable<Gathered['template']> };
const missingIn = ({ sender, template, followUp }: Gathered, owed: Owed): Obstacle | undefined => {
  if (sender === undefined) return cannot('No contact details for letters of this trust have been given.');
  if (template === undefined) return cannot(`No template for a letter “${owed.about}” to the ${owed.to} has been approved by two people.`);
  const cancer = followUp.started?.cancer ?? '';
  return lookOutForIn(template, cancer) === undefined
    ? cannot(`The template does not say what a patient after this cancer (${cancer}) is to look out for.`)
    : undefined;
};

/** What it says, paragraph by paragraph. A text message is nothing but its text: in training it begins with the mark that a page bears. */
const textIn = ({ filled, content, destination }: Put, { isTraining }: House): readonly string[] =>
  destination.channel === 'sms' && isTraining ? [`${trainingMark(content)}.`, ...textOf(filled)] : textOf(filled);

interface Put {
  readonly content: LetterContent;
  readonly filled: FilledIn;
  readonly destination: Destination;
  readonly print: 'standard' | 'large';
}
const put = (owed: Owed, gathered: Ready, order: { readonly on: string; readonly house: House; readonly put: Put }): Written => {
  const { content, filled, destination, print } = order.put;
  const text = textIn(order.put, order.house);
  const { name, version } = gathered.template;
  const { to } = destination;
  const madeFrom = madeFromWords(gathered.madeFrom, `${name}, version ${String(version)}`);
  const { blockedBy } = owed.to === 'patient' ? formatFor(gathered.patient.demographics?.needs ?? []) : {};
  const template =
    Object.keys(gathered.madeFrom)
      .find((stream) => stream.startsWith('letters.template-'))
      ?.slice(-36) ?? '';
  const paper = paperOf({ filled, content, sender: gathered.sender, to, print, madeFrom, isTraining: order.house.isTraining });
  return {
    paper,
    draft: {
      template: { template, name, version },
      on: order.on,
      print,
      ...destination,
      text,
      ...present({ goodUntil: goodUntil(text, content, order.on) }),
      madeFrom: gathered.madeFrom,
      contentSha256: sha256(JSON.stringify(paper)),
    },
    ...present({ blockedBy }),
  };
};

/**
 * Good news is not written while a clinician is to look at a result of the same follow-up: what he decides may contradict it. The
 * hold ends by itself when he has decided.
 */
export const isBeforeAClinician = ({ weight }: Pick<Owed, 'weight'>, { followUp }: Pick<Gathered, 'followUp'>): Obstacle | undefined =>
  weight === 'reassuring' && followUp.reviews.length > 0
    ? {
        why: 'under-review',
        sentence: 'A clinician is to look at a result of this patient first. The letter goes on by itself when that is decided.',
      }
    : undefined;

/** The template filled in, or the hold of a letter for which it has no words: somebody mends the template, and it goes on by itself. */
const filledBy = (template: Ready['template'], content: LetterContent): FilledIn | Obstacle => {
  try {
    return fillIn(template, content);
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    return cannot(
      `Template ${template.name}, version ${String(template.version)}, cannot be filled in for it: ${said}. Mend the template.`,
    );
  }
};

/** Writes a letter from what was gathered, or says what stands in the way. The same facts and day give the same page. */
export const writeLetter = (owed: Owed, gathered: Gathered, { on, house }: { readonly on: string; readonly house: House }): Writing => {
  const { demographics } = gathered.patient;
  if (demographics === undefined) return waits('Nothing is known yet of the name and address of this patient.');
  const waiting = notReadYet(owed, gathered);
  if (waiting !== undefined) return waiting;
  const missing = missingIn(gathered, owed);
  if (missing !== undefined) return missing;
  const destination = destinationOf(owed, demographics, house.closedPractices);
  if (isObstacle(destination)) return destination;
  const ready = gathered as Ready;
  const content = contentOf(owed, { ...ready, patient: { ...ready.patient, demographics } }, on);
  const print = owed.to === 'patient' ? formatFor(demographics.needs).print : 'standard';
  const filled = filledBy(ready.template, content);
  if ('why' in filled) return filled;
  const passed = passedAlready(owed, { followUp: ready.followUp, text: textOf(filled) }, on);
  return passed ?? put(owed, ready, { on, house, put: { content, filled, destination, print } });
};
