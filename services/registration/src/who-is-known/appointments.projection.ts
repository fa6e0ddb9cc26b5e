import type { DataOf, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import type { Copy, CopyDocument } from '@rms/read-models';

/** Own appointments: whose they are, so that his history can be told. */
export interface AppointmentCopy extends CopyDocument {
  readonly patient: string;
}

export const appointments: Copy<AppointmentCopy> = {
  name: 'appointments',
  of: 'registration.appointment',
  indexes: ['patient'],
  initial: { patient: '' },
  evolve: (before, message: Message) =>
    message.type.startsWith('registration.appointment-')
      ? { patient: (message.data as DataOf<typeof registration.appointmentBooked>).patient }
      : before,
};
