import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import { capital, date, objectPronoun, possessive, suspendedWords, untilWords } from '../words.js';
import { missedTestsOf, type MissedTestModel } from './missed-tests.model.js';
import type { PageContext } from './page-context.js';
import type { PatientFile } from './patient-file.js';
import { scheduleOf, type ScheduleModel } from './schedule.model.js';
import { testedOf, type TestedModel } from './tested.model.js';
import { endWords } from './timeline.js';
import { nextOf, type NextModel } from './what-happens-next.model.js';

export interface FollowUpModel {
  readonly followUp: string;
  readonly seen: number;
  readonly ended: string | undefined;
  readonly title: string;
  readonly lede: string;
  readonly undoable: boolean;
  /** What was answered at the start, one sentence each. */
  readonly answers: readonly string[];
  readonly tested: readonly TestedModel[];
  readonly tests: ScheduleModel;
  readonly next: NextModel;
  readonly suspended: { readonly words: string; readonly until: string; readonly reason: string } | undefined;
  readonly missed: readonly MissedTestModel[];
  readonly anchor: string;
}

const endedWords = ({ phase, endedBecause = '' }: FollowUpCopy): string | undefined =>
  phase === 'ended' ? (endWords[endedBecause] ?? 'ended') : undefined;

const suspendedIn = ({ missed: { suspension } }: FollowUpCopy, today: string): FollowUpModel['suspended'] =>
  suspension === undefined
    ? undefined
    : {
        words: suspendedWords(suspension.reviewOn, today),
        until: untilWords(suspension.reviewOn, today),
        reason: suspension.reason,
      };

const ledeOf = (followUp: FollowUpCopy, sex: string, teamName: PageContext['teamName']): string =>
  [
    `${capital(followUp.stream.replace('-', ' '))} since ${date(followUp.startedAt.slice(0, 10))}, after ${followUp.treatment.toLowerCase()} on ${date(followUp.anchorOn)}.`,
    `${teamName(followUp.team)}.`,
    `Protocol: ${followUp.protocol.title.toLowerCase()}, version ${String(followUp.protocol.version)}, fixed for ${objectPronoun(sex)}.`,
  ].join(' ');

/** One follow-up as the pages about its patient show it. */
export const followUpModel = (file: PatientFile, followUp: FollowUpCopy, context: PageContext): FollowUpModel => {
  const protocol = context.protocolOf(followUp.protocol.protocol, followUp.protocol.version);
  const { sex } = file.patient.demographics;
  return {
    followUp: followUp._id,
    seen: followUp.published,
    ended: endedWords(followUp),
    title: `${followUp.cancer} follow-up`,
    lede: ledeOf(followUp, sex, context.teamName),
    answers: (followUp.answers ?? []).map(({ asks, says }) => `${asks} ${says}.`),
    undoable: followUp.phase === 'active' && followUp.decisions.length === 0,
    tested: testedOf(file, followUp, { protocol, whose: possessive(sex), context }),
    anchor: date(followUp.anchorOn),
    tests: scheduleOf(followUp, context.today, protocol),
    suspended: suspendedIn(followUp, context.today),
    missed: missedTestsOf(followUp, { today: context.today, letters: file.letters }, protocol),
    next: nextOf(file, followUp, context),
  };
};
