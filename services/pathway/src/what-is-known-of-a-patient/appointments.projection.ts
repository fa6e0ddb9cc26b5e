import type { DataOf, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';

/** An appointment as registration last told of it. `analyte` is there where it is for a test. */
export interface AppointmentCopy extends CopyDocument {
  readonly patient: string;
  readonly on: string;
  readonly analyte?: string;
  readonly standing: 'booked' | 'cancelled' | 'missed';
}
type Content = Omit<AppointmentCopy, keyof CopyDocument>;

const standings: Readonly<Record<string, AppointmentCopy['standing']>> = {
  'registration.appointment-booked.v1': 'booked',
  'registration.appointment-moved.v1': 'booked',
  'registration.appointment-cancelled.v1': 'cancelled',
  'registration.appointment-missed.v1': 'missed',
};

const evolve = (before: Content, message: Message): Content => {
  const standing = standings[message.type];
  if (standing === undefined) return before;
  const { patient, on, analyte } = message.data as DataOf<typeof registration.appointmentBooked>;
  return { patient, on, standing, ...present({ analyte }) };
};

export const appointments: Copy<AppointmentCopy> = {
  name: 'appointments',
  of: 'registration.appointment',
  indexes: ['patient'],
  initial: { patient: '', on: '', standing: 'cancelled' },
  evolve,
};
