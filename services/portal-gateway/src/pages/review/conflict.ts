import type { ReviewDecision } from '@rms/contracts';
import { decisionWords } from '../../patient-page/timeline.js';
import { capital, instant } from '../../words.js';
import type { Pages } from '../pages.js';
import { pathOf, type OpenedReview } from './opened-review.js';

/** Somebody else was quicker: theirs beside yours, and that yours had no effect. What was typed stays in sight. */
export const sendConflict = async (
  pages: Pages,
  at: OpenedReview,
  yours: { readonly decision: ReviewDecision; readonly reason: string; readonly seen: number } | undefined,
): Promise<void> => {
  const { nameOf } = await pages.contextFor(at.who);
  const since = at.copy.decisions.filter(
    (decision) => decision.review === at.place.review || (yours !== undefined && decision.seq > yours.seen),
  );
  const theirs = since.at(-1);
  const readings = Object.values(at.copy.readings)
    .filter((reading) => yours !== undefined && reading.at >= (theirs?.at ?? ''))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  await pages.send(at.response, {
    template: 'review/conflict.njk',
    title: theirs === undefined ? 'Something newer was recorded' : 'Somebody else has decided',
    section: 'Worklist',
    status: 409,
    model: {
      identity: at.identity,
      patient: at.file.patient._id,
      path: pathOf(at.place),
      open: at.copy.reviews[at.place.review] !== undefined,
      theirs:
        theirs === undefined
          ? undefined
          : {
              decision: capital(decisionWords(theirs.decision)),
              reason: theirs.reason,
              by: nameOf(`person:${theirs.person}`),
              at: instant(theirs.at, 'second'),
            },
      newest: theirs === undefined ? readings[0]?.sentence : undefined,
      yours: yours === undefined ? undefined : { decision: capital(decisionWords(yours.decision)), reason: yours.reason },
    },
  });
};
