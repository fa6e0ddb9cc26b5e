import { accept, onlyShapes, type Aggregate, type Decision, type Erased } from '@rms/event-sourcing/pure';
import { showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';

/** What a sender said of an appointment, and when he said it. */
export interface Told {
  readonly patient: string;
  readonly on: string;
  /** What it is for, in the sender's words. */
  readonly what?: string;
  /** The test it is for, where the sender's agreement says so. */
  readonly analyte?: string;
  readonly asOf: string;
  readonly feed: string;
}
export type AppointmentEvent =
  | ({ readonly type: 'AppointmentBooked' } & Told)
  | ({ readonly type: 'AppointmentMoved' } & Told)
  | ({ readonly type: 'AppointmentCancelled' } & Told)
  | ({ readonly type: 'AppointmentMissed' } & Told);
export type AppointmentAct = 'book' | 'cancel' | 'miss';
export interface AppointmentCommand {
  readonly type: 'TellOfAppointment';
  readonly act: AppointmentAct;
  readonly told: Told;
}
export type AppointmentState =
  { readonly standing: 'unknown' } | { readonly standing: 'booked' | 'cancelled' | 'missed'; readonly told: Told };

const isSame = (a: Told, b: Told): boolean => a.on === b.on && a.what === b.what && a.analyte === b.analyte && a.patient === b.patient;

const eventFor: Readonly<Record<AppointmentAct, AppointmentEvent['type']>> = {
  book: 'AppointmentBooked',
  cancel: 'AppointmentCancelled',
  miss: 'AppointmentMissed',
};
const standingAfter: Readonly<Record<AppointmentEvent['type'], 'booked' | 'cancelled' | 'missed'>> = {
  AppointmentBooked: 'booked',
  AppointmentMoved: 'booked',
  AppointmentCancelled: 'cancelled',
  AppointmentMissed: 'missed',
};

// The newest word stands, in whatever order messages come; the same word again is no news.
const decide = ({ act, told }: AppointmentCommand, state: AppointmentState): Decision<AppointmentEvent, never> => {
  if (state.standing === 'unknown') return accept({ type: eventFor[act], ...told });
  if (told.asOf < state.told.asOf) return accept();
  const type = act === 'book' && state.standing === 'booked' ? 'AppointmentMoved' : eventFor[act];
  const isNews = standingAfter[type] !== state.standing || !isSame(told, state.told);
  return isNews ? accept({ type, ...told }) : accept();
};

const evolve = (state: AppointmentState, event: AppointmentEvent | Erased): AppointmentState => {
  if (event.type === 'Erased') return state;
  const { type, ...told } = event;
  return { standing: standingAfter[type], told };
};

const schemas = { AppointmentBooked: 1, AppointmentMoved: 1, AppointmentCancelled: 1, AppointmentMissed: 1 } as const;

/** `registration.appointment-<id made from trust and number under the directory's key>`. */
export const appointment: Aggregate<AppointmentState, AppointmentCommand, AppointmentEvent, never> = {
  service: 'registration',
  name: 'appointment',
  decider: { initialState: { standing: 'unknown' }, decide, evolve },
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred: ({ asOf }) => ({ at: asOf }),
  upcast: onlyShapes(schemas),
};

const purpose = ({ what }: Told): string => (what === undefined ? '' : `, for ${what}`);
export const appointmentSentences: Sentences<AppointmentEvent> = {
  AppointmentBooked: (e) => `An appointment was booked for ${showDateText(e.on)}${purpose(e)}.`,
  AppointmentMoved: (e) => `An appointment was changed: it is on ${showDateText(e.on)}${purpose(e)}.`,
  AppointmentCancelled: (e) => `The appointment on ${showDateText(e.on)}${purpose(e)} was cancelled.`,
  AppointmentMissed: (e) => `The patient did not attend the appointment on ${showDateText(e.on)}${purpose(e)}.`,
};
export const appointmentNatures: Natures<AppointmentEvent> = {
  AppointmentBooked: 'observation',
  AppointmentMoved: 'observation',
  AppointmentCancelled: 'observation',
  AppointmentMissed: 'observation',
};
