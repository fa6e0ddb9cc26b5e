import { derivedId, onlyShapes, type Aggregate } from '@rms/event-sourcing/pure';
import { showDateText, waysToReach } from '@rms/nhs';
import type { Natures, RefusalTable, Sentences } from '@rms/service-kit';
import { practiceDecider, type PracticeCommand, type PracticeEvent, type PracticeRefusal, type PracticeState } from './practice.decider.js';

const ofTrusts = 'd54c8f1b-9d7e-4a53-9a7b-2f0c61f0b3e8';
/** One stream for each trust. */
export const practicesOf = (trust: string): string => derivedId(ofTrusts, trust);

const schemas = { PracticeClosed: 1, ClosureTakenBack: 1 } as const;
/** `letters.practice-<id derived from the trust>`: the GP practices to which its letters must not go. */
export const practice: Aggregate<PracticeState, PracticeCommand, PracticeEvent, PracticeRefusal> = {
  service: 'letters',
  name: 'practice',
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred: () => undefined,
  decider: practiceDecider,
  upcast: onlyShapes(schemas),
};

export const practiceSentences: Sentences<PracticeEvent> = {
  PracticeClosed: (e) => `${e.name} (${e.ods}) is closed from ${showDateText(e.closedOn)}: no letter goes there. Reason: ${e.reason}.`,
  ClosureTakenBack: (e) => `${e.name} (${e.ods}) is open after all: letters go there again. Reason: ${e.reason}.`,
};

/** Each is about the world, and may be taken back. */
export const practiceNatures: Natures<PracticeEvent> = { PracticeClosed: 'observation', ClosureTakenBack: 'observation' };

/** What each refusal is as a status and a sentence, once. */
export const practiceRefusals: RefusalTable<PracticeRefusal> = {
  'practice-code-form': [422, waysToReach.practiceCode.says],
  'practice-name-needed': [422, 'Enter the name of the practice'],
  'closure-date-wrong': [422, 'Enter the day from which it is closed as a real date'],
  'closure-too-far': [422, 'The day must be within a year'],
  'closure-reason-needed': [422, 'Enter how you know'],
  'closed-already': [409, 'This practice is recorded as closed already. Nothing was recorded.'],
  'no-such-closure': [409, 'This practice is not recorded as closed any more. Nothing was recorded.'],
};
