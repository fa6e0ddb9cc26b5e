import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Message } from '@rms/messaging';
import { collectionsOf, openSqliteDocuments, type DocumentStore } from '@rms/read-models';
import { alertingGauges } from './alerting-gauges.js';
import { tasks } from './tasks.projection.js';

const now = '2026-03-10T09:00:00.000Z';
const opened = (kind: string, time: string): Message =>
  ({
    type: 'alerting.task-opened.v1',
    time,
    data: { about: 'r', kind, dueOn: '2026-03-12', owner: { team: 'nurses', teamName: 'Nurses', role: 'x' } },
  }) as unknown as Message;
const then = (type: string, data: object = {}, time = now): Message =>
  ({ type: `alerting.task-${type}.v1`, time, data }) as unknown as Message;

describe('the numbers of alerting', () => {
  let documents: DocumentStore;
  beforeEach(() => {
    documents = openSqliteDocuments(':memory:', collectionsOf([tasks], []));
  });
  afterEach(() => documents.close());
  const task = async (id: string, messages: readonly Message[], trust = 'ZT001'): Promise<void> => {
    const { initial } = tasks;
    const own = messages.reduce((before, message) => tasks.evolve(before, message), initial);
    await documents.write([{ put: { ...own, _id: id, trust, published: messages.length } as never, into: tasks.name }]);
  };
  const values = async (name: string): Promise<Readonly<Record<string, number>>> => {
    const found = (await alertingGauges(documents, now)).find((gauge) => gauge.name === name);
    return Object.fromEntries((found?.values ?? []).map(({ labels, value }): [string, number] => [labels?.trust ?? '', value]));
  };
  const oldest = 'rms_alert_oldest_unacknowledged_seconds';

  it('say for how long the oldest review has waited for somebody to take it, trust by trust', async () => {
    await task('a', [opened('review', '2026-03-10T08:00:00.000Z')]);
    await task('b', [opened('review', '2026-03-10T08:30:00.000Z')]);
    await task('c', [opened('letter', '2026-03-01T08:00:00.000Z')]);
    await task('d', [opened('review', '2026-03-10T08:59:00.000Z')], 'ZT002');
    expect(await values(oldest)).toEqual({ ZT001: 3600, ZT002: 60 });
    expect(await values('rms_alert_unacknowledged')).toEqual({ ZT001: 2, ZT002: 1 });
  });
  it('forget a review that somebody has taken, and one that is closed, and count anew what was given back', async () => {
    const review = opened('review', '2026-03-10T08:00:00.000Z');
    await task('taken', [review, then('taken', { person: 'ruth' })]);
    await task('closed', [review, then('closed')]);
    expect(await values(oldest)).toEqual({ ZT001: 0 });
    await task('taken', [review, then('taken', { person: 'ruth' }), then('returned', {}, '2026-03-10T08:50:00.000Z')]);
    expect(await values(oldest)).toEqual({ ZT001: 600 });
  });
  it('count what has gone up the ladder', async () => {
    await task('late', [opened('call', '2026-03-10T08:00:00.000Z'), then('escalated')]);
    expect(await values('rms_tasks_escalated')).toEqual({ ZT001: 1 });
  });
});
