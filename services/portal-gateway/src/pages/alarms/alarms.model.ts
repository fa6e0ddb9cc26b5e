import { instantFromMillis, millisOf, parseInstant } from '@rms/nhs';
import { counted, instant } from '../../words.js';

/** One line of what everybody must see, whatever list he came for. */
export interface Alarm {
  readonly tag: string;
  readonly colour: 'red' | 'green';
  readonly says: string;
  readonly href?: string;
}

/** What is known of the watch that looks after everybody. Times are by the system clock, which nobody moves. */
export interface WatchSeen {
  /** The last sweep that finished; none where there never was one. */
  readonly last: { readonly at: string; readonly exceptions: number } | undefined;
  /** Open tasks of this trust about somebody whom nothing holds. */
  readonly own: number;
  /** The newest day of this trust that has a certificate. */
  readonly certifiedOn: string | undefined;
  readonly systemNow: string;
  /** Since when this page could have heard of a sweep. */
  readonly since: string;
  /** May whoever looks open a certificate? */
  readonly mayOpen: boolean;
}

/** The sweep is hourly: after two hours its own silence is an alarm. */
const silentAfterMs = 2 * 3_600_000;
const atWords = (at: string): string => instant(at).slice(-5);

/** By more than this the machine's clock is not believed, and nothing that depends on the date is done. */
const toleratedMs = 10 * 60_000;
const silenceOf = ({ last, since, systemNow }: WatchSeen): string | undefined => {
  const [heard, now] = [parseInstant(last?.at ?? since), parseInstant(systemNow)];
  if (heard === undefined || now === undefined) return undefined;
  if (millisOf(heard) - millisOf(now) > toleratedMs)
    return `The machine’s clock has gone back: the last look for lost patients is of ${instant(heard)}, which is still to come. Nothing that depends on the date is done`;
  if (millisOf(now) - millisOf(heard) <= silentAfterMs) return undefined;
  const hours = counted(Math.floor((millisOf(now) - millisOf(heard)) / 3_600_000), 'hour');
  return last === undefined
    ? `Nobody has looked for ${hours} whether a patient is lost`
    : `The last look for lost patients finished ${hours} ago`;
};

const hrefOf = ({ mayOpen, certifiedOn }: WatchSeen): { readonly href?: string } => {
  if (!mayOpen) return {};
  return { href: certifiedOn === undefined ? '/certificates' : `/certificates/${certifiedOn}` };
};

const foundBy = ({ exceptions, at }: { readonly exceptions: number; readonly at: string }, own: number): string =>
  `The sweep of ${atWords(at)} found ${counted(exceptions, 'follow-up')} that nothing holds, ${own === 0 ? 'none' : String(own)} of this trust`;

/**
 * What everybody must see of the promise that nobody is lost: that nobody looks any more, that somebody was found, or that all is
 * well. Nothing is said to be well of what nobody has looked at.
 */
export const watchAlarms = (seen: WatchSeen): readonly Alarm[] => {
  const { last, own, mayOpen } = seen;
  const silence = silenceOf(seen);
  const toTheLost = mayOpen && own > 0 ? { href: '/worklist?whose=trust&kind=exception' } : hrefOf(seen);
  const alarms: Alarm[] = [
    ...(silence === undefined ? [] : [{ tag: 'Alarm', colour: 'red' as const, says: `${silence}. The service desk must be told.` }]),
    ...(last === undefined || last.exceptions === 0
      ? []
      : [{ tag: 'Alarm', colour: 'red' as const, says: foundBy(last, own), ...toTheLost }]),
  ];
  if (alarms.length > 0 || last === undefined) return alarms;
  return [{ tag: '0 lost', colour: 'green', says: `Everybody looked after at ${atWords(last.at)}`, ...hrefOf(seen) }];
};

/** That nobody who may sign in may decide about patients: results wait with people who may not decide on them. */
export const nobodyDecidesAlarm = (isNobody: boolean, mayAdminister: boolean): readonly Alarm[] =>
  isNobody
    ? [
        {
          tag: 'Alarm',
          colour: 'red',
          says: 'Nobody at this trust may decide about patients: no clinical nurse specialist or consultant with a registration is in use. Results to review wait with the service managers, who may not decide on them. An administrator must give somebody the role.',
          ...(mayAdminister ? { href: '/administration/users' } : {}),
        },
      ]
    : [];

/** An instant from a clock's milliseconds. */
export const asInstant = (millis: number): string => instantFromMillis(millis);
