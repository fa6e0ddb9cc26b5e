import { describe, expect, it } from '@jest/globals';
import { differencesFrom, ownerOf, planOf, TopicDiffers, topicOf } from './topics.js';

describe('the topic of a service', () => {
  const plan = planOf(topicOf('results'), { brokers: 'cluster' });

  it('is named after it, and tells whose it is', () => {
    expect([topicOf('portal-gateway'), topicOf('results', 't1')]).toEqual(['rms.portal-gateway.facts', 't1.results.facts']);
    expect(['rms.portal-gateway.facts', 't1.results.facts', 'else'].map(ownerOf)).toEqual(['portal-gateway', 'results', undefined]);
  });

  it('is kept three times in a cluster, two of them at each write, and once on one broker', () => {
    expect(plan).toEqual({
      topic: 'rms.results.facts',
      partitions: 12,
      replicas: 3,
      settings: {
        'min.insync.replicas': '2',
        'unclean.leader.election.enable': 'false',
        'retention.ms': '2592000000',
        'retention.bytes': '-1',
        'cleanup.policy': 'delete',
        'max.message.bytes': '1048576',
      },
    });
    expect(planOf('t', { brokers: 'one' })).toMatchObject({ replicas: 1, settings: { 'min.insync.replicas': '1' } });
  });

  it('differs where anything was found otherwise, and says what', () => {
    const found = { partitions: 12, replicas: 3, settings: plan.settings };
    expect(differencesFrom(plan, found)).toEqual([]);
    const { 'cleanup.policy': _, ...settings } = plan.settings;
    const differences = differencesFrom(plan, { partitions: 6, replicas: 3, settings: { ...settings, 'retention.ms': '1' } });
    expect(new TopicDiffers(differences).message).toBe(
      'The topic rms.results.facts has partitions 6, and 12 is expected. ' +
        'The topic rms.results.facts has retention.ms 1, and 2592000000 is expected. ' +
        'The topic rms.results.facts has cleanup.policy nothing, and delete is expected.',
    );
  });
});
