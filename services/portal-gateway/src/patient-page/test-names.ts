import type { Report } from '@rms/contracts';
import type { FollowUpCopy, ReadingCopy } from '../copies/follow-ups.projection.js';
import { capital } from '../words.js';

/** What a test is called: by the protocol that read its result, else by its sender. */
export const testNameOf = (report: Report | undefined, reading: ReadingCopy | undefined): string =>
  capital(reading?.name ?? report?.codeText ?? report?.analyte.toUpperCase() ?? 'result');

/** How a result was read in any of a patient's follow-ups. */
export const readingIn = (followUps: readonly FollowUpCopy[], result: string): ReadingCopy | undefined =>
  followUps.map((followUp) => followUp.readings[result]).find((reading) => reading !== undefined);
