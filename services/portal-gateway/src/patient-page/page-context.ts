import type { CivilDate, Holidays } from '@rms/nhs';
import type { Protocol } from '@rms/protocols';

/** What a page about a patient needs to know besides his file: the day, who is looking, who is called what. */
export interface PageContext {
  readonly today: CivilDate;
  readonly holidays: Holidays;
  readonly nameOf: (actor: string) => string;
  readonly teamName: (team: string) => string;
  readonly protocolOf: (protocol: string, version: number) => Protocol | undefined;
  readonly subject: string;
}
