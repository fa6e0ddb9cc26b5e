import { portalGateway as c } from '@rms/contracts';
import { idOfStream } from '@rms/event-sourcing/pure';
import { publishes, say, type Published, type Said } from '@rms/messaging/pure';
import { access, type AccessEvent } from '../access/access.aggregate.js';
import { staffAggregate, type StaffEvent } from '../staff/staff.aggregate.js';

const translateStaff = ({ type, ...said }: StaffEvent): Said | undefined => {
  switch (type) {
    case 'StaffRecorded':
      return say(c.staffRecorded, said);
    case 'StaffAdded':
      return say(c.staffAdded, said);
    case 'RolesGiven':
      return say(c.rolesGiven, said);
    case 'StaffPutOutOfUse':
      return say(c.staffPutOutOfUse, said);
    case 'StaffPutBackInUse':
      return say(c.staffPutBackInUse, said);
    case 'FirstPasswordGiven':
      return undefined;
    default:
      return type satisfies never;
  }
};

export const gatewayPublishes: readonly Published[] = [
  publishes(staffAggregate, translateStaff),
  publishes(access, ({ type, ...look }: AccessEvent, fact) =>
    type !== 'PatientLookedAt'
      ? undefined
      : { type: c.patientLookedAt.type, data: c.patientLookedAt.data.parse({ access: idOfStream(fact.stream), ...look }) },
  ),
];
