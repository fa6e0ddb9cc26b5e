import type { Report } from '@rms/contracts';
import { ruleFor } from '@rms/protocols';
import type { FollowUpCopy, ReadingCopy } from '../copies/follow-ups.projection.js';
import { capital } from '../words.js';
import type { PageContext } from './page-context.js';

/** What a test is called: by the protocol that read its result, else by its sender. */
export const testNameOf = (report: Report | undefined, reading: ReadingCopy | undefined): string =>
  capital(reading?.name ?? report?.codeText ?? report?.analyte.toUpperCase() ?? 'result');

/** How a result was read in any of a patient's follow-ups. */
export const readingIn = (followUps: readonly FollowUpCopy[], result: string): ReadingCopy | undefined =>
  followUps.map((followUp) => followUp.readings[result]).find((reading) => reading !== undefined);

/** The same where no reading stands any more: what a protocol of the patient calls it, read or not. */
export const testNameIn = (
  followUps: readonly FollowUpCopy[],
  report: Report,
  { protocolOf }: Pick<PageContext, 'protocolOf'>,
): string | undefined =>
  followUps
    .map(({ protocol: { protocol, version } }) => protocolOf(protocol, version))
    .map((protocol) => (protocol === undefined ? undefined : ruleFor(protocol, report.analyte)?.shortName))
    .find((name) => name !== undefined);
