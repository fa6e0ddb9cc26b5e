import { accept, onlyShapes, refuse, type Aggregate, type Decision } from '@rms/event-sourcing/pure';
import { showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export interface WorkingHours {
  readonly opens: string;
  readonly closes: string;
  readonly days: readonly (typeof weekdays)[number][];
  /** Dates on which the trust is closed though they are no bank holidays. */
  readonly closedOn: readonly string[];
  readonly onCall?: string;
}
export type WorkingHoursEvent = { readonly type: 'WorkingHoursAgreed' } & WorkingHours;
export type WorkingHoursCommand = { readonly type: 'AgreeWorkingHours' } & WorkingHours;
export type WorkingHoursRefusal = 'closes-before-it-opens' | 'no-working-day';
export type WorkingHoursState = { readonly hours?: WorkingHours };

/** Until a trust says otherwise. */
export const usualHours: WorkingHours = {
  opens: '09:00',
  closes: '17:00',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  closedOn: [],
};

const decide = (
  { type: _, ...agreed }: WorkingHoursCommand,
  { hours }: WorkingHoursState,
): Decision<WorkingHoursEvent, WorkingHoursRefusal> => {
  if (agreed.closes <= agreed.opens) return refuse('closes-before-it-opens');
  if (agreed.days.length === 0) return refuse('no-working-day');
  return JSON.stringify(hours) === JSON.stringify(agreed) ? accept() : accept({ type: 'WorkingHoursAgreed', ...agreed });
};

const schemas = { WorkingHoursAgreed: 1 } as const;

/** `alerting.working-hours-<derived from the trust>`: when its teams are at work, and who is on call otherwise. */
export const workingHours: Aggregate<WorkingHoursState, WorkingHoursCommand, WorkingHoursEvent, WorkingHoursRefusal> = {
  service: 'alerting',
  name: 'working-hours',
  schemas,
  published: new Set(['WorkingHoursAgreed']),
  occurred: () => undefined,
  decider: {
    initialState: {},
    decide,
    evolve: (state, event) => {
      if (event.type === 'Erased') return state;
      const { type: _, ...hours } = event;
      return { hours };
    },
  },
  upcast: onlyShapes(schemas),
};

export const workingHoursSentences: Sentences<WorkingHoursEvent> = {
  WorkingHoursAgreed: (e) =>
    `The teams work from ${e.opens} to ${e.closes} on ${e.days.join(', ')}; ${e.onCall === undefined ? 'nobody is on call otherwise' : `on call otherwise: ${e.onCall.replaceAll('-', ' ')}`}.${e.closedOn.length === 0 ? '' : ` Closed besides: ${e.closedOn.map(showDateText).join(', ')}.`}`,
};

/** Each is done by people and the system. */
export const workingHoursNatures: Natures<WorkingHoursEvent> = {
  WorkingHoursAgreed: 'act',
};
