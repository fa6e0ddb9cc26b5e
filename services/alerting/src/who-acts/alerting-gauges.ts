import type { DocumentStore } from '@rms/read-models';
import { gaugeByTrust, secondsBetween } from '@rms/service-kit';
import type { Gauge } from '@rms/telemetry';
import { tasks, type TaskCopy } from './tasks.projection.js';

/** What whoever watches over alerting should see: whether alerts are looked at, trust by trust. `now` is the clinical clock. */
export const alertingGauges = async (documents: DocumentStore, now: string): Promise<readonly Gauge[]> => {
  const trusts = await documents.trustsOf(tasks.name);
  const all = documents.collection<TaskCopy>(tasks.name);
  const unacknowledged = { kind: 'review', unacknowledgedSince: { $gt: '' } };
  const oldest = async (trust: string): Promise<number> => {
    const [first] = await all.find(trust, unacknowledged, { sort: { unacknowledgedSince: 1 }, limit: 1 });
    return first === undefined ? 0 : secondsBetween(first.unacknowledgedSince, now);
  };
  return Promise.all([
    gaugeByTrust(
      {
        name: 'rms_alert_oldest_unacknowledged_seconds',
        help: 'For how long the oldest open review of a result has been there without anybody having taken it; 0 where there is none.',
      },
      trusts,
      oldest,
    ),
    gaugeByTrust({ name: 'rms_alert_unacknowledged', help: 'Open reviews of results that nobody has taken.' }, trusts, (trust) =>
      all.count(trust, unacknowledged),
    ),
    gaugeByTrust({ name: 'rms_tasks_escalated', help: 'Open tasks of any kind that have gone up the ladder.' }, trusts, (trust) =>
      all.count(trust, { open: true, isEscalated: true }),
    ),
  ]);
};
