import { letters as c } from '@rms/contracts';
import { idOfStream, type Fact } from '@rms/event-sourcing/pure';
import { publishes, say, type Published, type Said } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import { letter } from '../letter/letter.aggregate.js';
import type { LetterEvent } from '../letter/letter.facts.js';
import { practice } from '../practice/practice.aggregate.js';
import type { PracticeEvent } from '../practice/practice.decider.js';
import { sender, type SenderEvent } from '../sender/sender.aggregate.js';
import { template, type TemplateEvent } from '../template/template.aggregate.js';

interface Ids {
  readonly letter: string;
  readonly patient: string;
}
type Of<Type extends LetterEvent['type']> = Extract<LetterEvent, { readonly type: Type }>;

const drafted = (ids: Ids, e: Of<'LetterDrafted'>): Said => {
  const { template: by, on, channel, print, to, text, pdfSha256, approveBy } = e;
  return say(c.letterDrafted, { ...ids, template: by, on, channel, print, to, text, pdfSha256, approveBy });
};

const needed = (ids: Ids, { type: _, besides = [], sentence, ...need }: Of<'LetterNeedsSomebody'>): Said =>
  say(c.letterNeedsSomebody, { ...ids, ...need, sentence: [sentence, ...besides.map((each) => each.sentence)].join(' ') });

type Plain = Exclude<
  LetterEvent['type'],
  | 'LetterOwed'
  | 'LetterCancelled'
  | 'LetterReassigned'
  | 'LetterDrafted'
  | 'LetterReleased'
  | 'LetterAttendedTo'
  | 'LetterHandedOver'
  | 'LetterNeedsSomebody'
>;
const plain: Readonly<Record<Plain, { readonly type: string; readonly data: { parse: (data: unknown) => unknown } }>> = {
  LetterApproved: c.letterApproved,
  LetterHeld: c.letterHeld,
  LetterAccepted: c.letterAccepted,
  LetterDispatched: c.letterDispatched,
  LetterDelivered: c.letterDelivered,
  LetterReturned: c.letterReturned,
  LetterRefused: c.letterRefused,
  LetterOutcomeUnknown: c.letterOutcomeUnknown,
  LetterOutcomeSettled: c.letterOutcomeSettled,
  LetterFollowedBy: c.letterFollowedBy,
  LetterBecameLate: c.letterLate,
};

/** What the stored facts of a letter say to the outside. */
const translate = (e: LetterEvent, fact: Fact<LetterEvent>): Said => {
  const ids: Ids = { letter: idOfStream(fact.stream), patient: fact.metadata['patient'] ?? '' };
  switch (e.type) {
    case 'LetterOwed': {
      const { type: _, heard: __, ...owed } = e;
      return say(c.letterOwed, { ...owed, letter: ids.letter });
    }
    case 'LetterCancelled':
      return say(c.letterCancelled, { ...ids, because: e.because, ...present({ reason: e.reason }) });
    case 'LetterReassigned':
      return say(c.letterReassigned, { letter: ids.letter, patient: e.to, from: e.from });
    case 'LetterDrafted':
      return drafted(ids, e);
    case 'LetterReleased':
      return say(c.letterReleased, { ...ids, reason: e.reason, ...present({ addressConfirmedOn: e.addressConfirmedOn }) });
    case 'LetterHandedOver':
      return say(c.letterHandedOver, { ...ids, channel: e.channel, to: e.to, proofBy: e.proofBy });
    case 'LetterNeedsSomebody':
      return needed(ids, e);
    case 'LetterAttendedTo':
      return say(c.letterAttendedTo, { ...ids, ...present({ note: e.note }) });
    default: {
      const { type, ...content } = e;
      return say(plain[type], { ...ids, ...content });
    }
  }
};

const translateTemplate = (e: TemplateEvent, fact: Fact<TemplateEvent>): Said => {
  const id = idOfStream(fact.stream);
  if (e.type === 'TemplateApproved')
    return say(c.templateApproved, { template: id, version: e.version, person: e.person, inForce: e.inForce });
  const { name, version, title } = e.content;
  return say(c.templateLaidDown, { template: id, name, version, title, content: e.content });
};
const translateSender = ({ type: _, ...details }: SenderEvent, fact: Fact<SenderEvent>): Said =>
  say(c.contactDetailsGiven, { sender: idOfStream(fact.stream), ...details });

const translatePractice = ({ type, ...said }: PracticeEvent, fact: Fact<PracticeEvent>): Said =>
  say(type === 'PracticeClosed' ? c.practiceClosed : c.closureTakenBack, { practices: idOfStream(fact.stream), ...said });

export const lettersPublishes: readonly Published[] = [
  publishes(letter, translate),
  publishes(template, translateTemplate),
  publishes(sender, translateSender),
  publishes(practice, translatePractice),
];
