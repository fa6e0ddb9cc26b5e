import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import { addressWords, identityOf, instant, type Identity } from '../words.js';
import { callOutcomeWords } from './call-words.js';
import { bannerOf } from '../worklist/work-items.view.js';
import { followUpModel, type FollowUpModel } from './follow-up.model.js';
import { letterRows, type LetterRow } from './letter-rows.js';
import type { PageContext } from './page-context.js';
import type { PatientFile } from './patient-file.js';
import { timelineOf, type TimelineEntry } from './timeline.js';
import { openTasks, type OpenTask } from './what-happens-next.model.js';

export interface PatientPageModel {
  readonly identity: Identity;
  readonly followUps: readonly FollowUpModel[];
  readonly letters: readonly LetterRow[];
  readonly lettersOwed: readonly LetterRow[];
  readonly contacts: readonly { readonly key: string; readonly value: string }[];
  readonly timeline: readonly TimelineEntry[];
  readonly timelineTotal: number;
  /** Open tasks about the patient that are of no follow-up, such as a call to return. */
  readonly tasks: readonly OpenTask[];
  readonly messages: readonly { readonly why: string; readonly href: string }[];
}

const lastCall = ({ calls }: PatientFile): readonly { readonly key: string; readonly value: string }[] => {
  const [last] = [...calls].sort((a, b) => (a.loggedAt < b.loggedAt ? 1 : -1));
  if (last?.call === undefined) return [];
  const end = last.closed === undefined ? 'not yet returned' : callOutcomeWords[last.closed.outcome];
  return [{ key: 'Last call', value: `${instant(last.loggedAt)}, ${last.call.caller.name}: ${end ?? ''}` }];
};

const contactRows = ({ patient }: PatientFile): PatientPageModel['contacts'] => {
  const { address, phone, gpPractice, needs } = patient.demographics;
  const practice = [gpPractice?.name, gpPractice?.ods].filter((part) => part !== undefined).join(', ');
  return [
    { key: 'Phone', value: phone ?? 'None known' },
    { key: 'Address', value: addressWords(address) },
    { key: 'GP practice', value: practice === '' ? 'None known' : practice },
    { key: 'Needs', value: needs.length === 0 ? 'None recorded' : needs.map((need) => need.says).join('; ') },
  ];
};

const waitingMessages = ({ tasks }: PatientFile): PatientPageModel['messages'] =>
  tasks.flatMap(({ open, task }) =>
    open && task?.kind === 'quarantine' ? [{ why: task.why, href: `/messages/${task.settledBy}/${task.about}` }] : [],
  );

const activeThenNewest = (a: FollowUpCopy, b: FollowUpCopy): number => {
  if (a.phase !== b.phase) return a.phase === 'active' ? -1 : 1;
  return a.startedAt < b.startedAt ? 1 : -1;
};

const timelineShown = 12;

/** Everything the page about a patient says, from his file and the day. Pure. */
export const patientPageOf = (file: PatientFile, context: PageContext): PatientPageModel => {
  const timeline = timelineOf(file, context);
  const letters = letterRows(file.letters, context.today);
  return {
    identity: identityOf(bannerOf(file.patient, file.followUps), context.today),
    followUps: [...file.followUps].sort(activeThenNewest).map((followUp) => followUpModel(file, followUp, context)),
    letters,
    lettersOwed: letters.filter(({ isOwed }) => isOwed),
    contacts: [...contactRows(file), ...lastCall(file)],
    timeline: timeline.slice(0, timelineShown),
    timelineTotal: timeline.length,
    tasks: openTasks(
      file.tasks.filter(({ task }) => task?.followUp === undefined && task?.kind !== 'quarantine'),
      context,
    ),
    messages: waitingMessages(file),
  };
};
