import { portalGateway as c } from '@rms/contracts';
import { idOfStream } from '@rms/event-sourcing/pure';
import { publishes, type Published } from '@rms/messaging/pure';
import { access, type AccessEvent } from '../access/access.aggregate.js';
import { staffAggregate, type StaffEvent } from '../staff/staff.aggregate.js';

export const gatewayPublishes: readonly Published[] = [
  publishes(staffAggregate, ({ type: _, ...member }: StaffEvent) => ({
    type: c.staffRecorded.type,
    data: c.staffRecorded.data.parse(member),
  })),
  publishes(access, ({ type, ...look }: AccessEvent, fact) =>
    type !== 'PatientLookedAt'
      ? undefined
      : { type: c.patientLookedAt.type, data: c.patientLookedAt.data.parse({ access: idOfStream(fact.stream), ...look }) },
  ),
];
