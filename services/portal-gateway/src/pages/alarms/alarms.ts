import { hasRole } from '@rms/identity';
import { regionWide } from '@rms/nhs';
import { certificates, sweeps } from '../../copies/watch.projection.js';
import { staff } from '../../copies/staff.projection.js';
import { nobodyDecides } from '../../staff/who-may-decide.js';
import { certificateReaders, type SignedIn } from '../../session/signed-in.js';
import { workItems } from '../../worklist/work-items.view.js';
import type { Pages } from '../pages.js';
import { asInstant, nobodyDecidesAlarm, watchAlarms, type Alarm } from './alarms.model.js';

/** What everybody of a trust must see, from the gateway's own copies. */
export const alarmsFor = async (pages: Pages, { person, trust }: SignedIn): Promise<readonly Alarm[]> => {
  const [last] = await pages.copies.of(sweeps).find(regionWide, {}, { sort: { at: -1 }, limit: 1 });
  const [newest] = await pages.copies.of(certificates).find(trust, {}, { sort: { on: -1 }, limit: 1 });
  const { now, since } = pages.systemTimes();
  const nobody = nobodyDecides(await pages.copies.of(staff).find(regionWide, {}), trust);
  const watch = watchAlarms({
    last,
    own: await pages.views.of(workItems).count(trust, { band: 'possible-recurrence', kind: 'exception' }),
    certifiedOn: newest?.on,
    systemNow: asInstant(now),
    since: asInstant(since),
    mayOpen: hasRole(person, ...certificateReaders),
  });
  return [...nobodyDecidesAlarm(nobody, hasRole(person, 'trust-admin')), ...watch];
};
