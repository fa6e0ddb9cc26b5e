import type { Copy, CopyDocument } from '@rms/read-models';
import { calls } from '../copies/calls.projection.js';
import { followUps } from '../copies/follow-ups.projection.js';
import { letters } from '../copies/letters.projection.js';
import { registrationQuarantine, resultsQuarantine } from '../copies/others.projection.js';
import { patients } from '../copies/patients.projection.js';
import { tasks } from '../copies/work.projection.js';

/** A thing that is about a patient, by its address, and what its page is called in the access log. */
export interface AskedFor {
  readonly copy: Copy<CopyDocument & { readonly patient?: string }>;
  readonly id: string;
  readonly page: string;
}

type Things = Readonly<Record<string, AskedFor['copy']>>;
const things: Things = {
  patients,
  'follow-ups': followUps,
  letters,
  tasks,
  calls,
  'messages/registration': registrationQuarantine,
  'messages/results': resultsQuarantine,
};

// The first that fits: the address of a page begins with that of what it is about.
const pages: readonly (readonly [RegExp, string])[] = [
  [/^patients\/[^/]+\/history\/export/, 'an export of the history'],
  [/^patients\/[^/]+\/history\/check/, 'a check of the history'],
  [/^patients\/[^/]+\/history\/access/, 'the access log'],
  [/^patients\/[^/]+\/history\/results/, 'the message behind a result'],
  [/^patients\/[^/]+\/history\/events/, 'the events'],
  [/^patients\/[^/]+\/history/, 'the history'],
  [/^patients\/[^/]+\/start/, 'the form to start a follow-up'],
  [/^patients\//, 'the patient page'],
  [/^follow-ups\/[^/]+\/recalls/, 'the clinic form'],
  [/^follow-ups\/[^/]+\/reviews/, 'the review page'],
  [/^follow-ups\/[^/]+\/undo/, 'the form to undo a start'],
  [/^follow-ups\/[^/]+\/suspension/, 'the form to suspend a follow-up'],
  [/^follow-ups\/[^/]+\/missed-tests/, 'the form about a missed test'],
  [/^follow-ups\//, 'a follow-up'],
  [/^letters\//, 'a letter'],
  [/^tasks\//, 'a task'],
  [/^calls\//, 'a call'],
  [/^messages\//, 'a message that waits'],
];
const thing = /^\/*((?:messages\/)?[^/]+)\/([^/]+)/;

/** What an address asks for; nothing where it is about no patient. */
export const askedFor = (path: string): AskedFor | undefined => {
  const [, kind = '', id = ''] = thing.exec(path) ?? [];
  const copy = Object.hasOwn(things, kind) ? things[kind] : undefined;
  const page = pages.find(([shape]) => shape.test(path.replace(/^\/+/, '')))?.[1];
  return copy === undefined || page === undefined ? undefined : { copy, id, page };
};
