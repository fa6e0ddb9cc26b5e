import { instantFromMillis, laterOf, londonDateOf, millisOf, parseInstant, type Instant } from '@rms/nhs';
import { addWorkingMinutes, closingOn, isAtWork, isWorkingDate, openFrom, type WorkingTime } from '../working-hours/working-time.model.js';
import type { Symptom, Urgency } from './helpline-call.facts.js';

const hourMs = 3_600_000;

/**
 * How soon a caller is rung back. A draft for a trust's clinicians.
 * `hours`: by the clock, day and night. `today`: until the teams close, but at least so many hours of work. `promised`: by the
 * clock, and where that ends while the teams are away, so many hours of work after they open.
 */
export const callBackClocks = {
  emergency: { kind: 'hours', hours: 1 },
  'same-day': { kind: 'today', atLeastHours: 2 },
  'three-days': { kind: 'promised', hours: 72, afterOpening: 2 },
} as const satisfies Readonly<Record<Urgency, object>>;

/**
 * Symptoms for which nobody waits for a call: suspected spinal cord compression is an oncological emergency
 * (NICE guideline NG234, Spinal metastases and metastatic spinal cord compression).
 */
export const emergencySymptoms: ReadonlySet<Symptom> = new Set<Symptom>(['legs-weak-or-numb', 'bladder-or-bowel-control-lost']);

/** So many tries before a caller may be given up as not reached. */
export const triesBeforeGivingUp = 3;

/** The moment by which a call that comes now is returned: what the caller is told. */
export const callBackBy = (urgency: Urgency, now: string, time: WorkingTime): Instant => {
  const at = parseInstant(now);
  if (at === undefined) throw new Error(`${now} is no instant`);
  const clock = callBackClocks[urgency];
  switch (clock.kind) {
    case 'hours':
      return instantFromMillis(millisOf(at) + clock.hours * hourMs);
    case 'today': {
      const begins = openFrom(at, time);
      return laterOf(closingOn(londonDateOf(begins), time), addWorkingMinutes(begins, clock.atLeastHours * 60, time));
    }
    case 'promised': {
      const ends = instantFromMillis(millisOf(at) + clock.hours * hourMs);
      const on = londonDateOf(ends);
      const closesThen = isWorkingDate(on, time) && ends === closingOn(on, time);
      return isAtWork(ends, time) || closesThen ? ends : addWorkingMinutes(ends, clock.afterOpening * 60, time);
    }
    default:
      return clock satisfies never;
  }
};

/** How serious a call is among the tasks of a team, 1 the most. */
export const seriousnessOf = (urgency: Urgency, symptoms: readonly Symptom[]): number => {
  if (urgency === 'emergency') return 1;
  const hasSymptoms = symptoms.length > 0;
  if (urgency === 'same-day') return hasSymptoms ? 2 : 3;
  return hasSymptoms ? 3 : 5;
};

/** Is it about a new symptom, or to be returned today or sooner? What is behind it is judged by a clinician. */
export const isGrave = ({ urgency, symptoms }: { readonly urgency: Urgency; readonly symptoms: readonly Symptom[] }): boolean =>
  symptoms.length > 0 || urgency !== 'three-days';
