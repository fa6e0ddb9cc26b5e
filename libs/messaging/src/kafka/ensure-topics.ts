import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import { differencesFrom, planOf, TopicDiffers, topicOf, type TopicFound, type TopicPlan, type Upkeep } from './topics.js';

const looks = 100;
const lookEveryMs = 100;

type Metadata = Awaited<ReturnType<Admin['fetchTopicMetadata']>>['topics'][number];

const hasLeaders = ({ partitions }: Metadata): boolean => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0);

const asked = async (admin: Admin, topic: string): Promise<Metadata | undefined> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  const metadata = topics.find(({ name }) => name === topic);
  if (metadata === undefined || !hasLeaders(metadata)) return undefined;
  await admin.fetchTopicOffsets(topic);
  return metadata;
};

// Where a topic has just been made, one broker may still say that there is none, and another not know that he leads it.
const whenKnown = async (admin: Admin, { topic }: TopicPlan): Promise<Metadata> => {
  for (let look = 0; look < looks; look += 1) {
    const metadata = await asked(admin, topic).catch(() => undefined);
    if (metadata !== undefined) return metadata;
    await pause(lookEveryMs);
  }
  throw new Error(`No broker leads the topic ${topic}.`);
};

const settingsOf = async (admin: Admin, plan: TopicPlan): Promise<Readonly<Record<string, string>>> => {
  const { resources } = await admin.describeConfigs({
    resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: plan.topic, configNames: Object.keys(plan.settings) }],
    includeSynonyms: false,
  });
  return Object.fromEntries(resources.flatMap((one) => one.configEntries).map(({ configName, configValue }) => [configName, configValue]));
};

const foundAs = async (admin: Admin, plan: TopicPlan): Promise<TopicFound> => {
  const { partitions } = await whenKnown(admin, plan);
  const replicas = Math.min(...partitions.map((partition) => partition.replicas.length));
  return { partitions: partitions.length, replicas, settings: await settingsOf(admin, plan) };
};

const make = (admin: Admin, plans: readonly TopicPlan[]): Promise<boolean> =>
  admin.createTopics({
    topics: plans.map(({ topic, partitions, replicas, settings }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: replicas,
      configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
    })),
    // The client's own waiting gives up at the first broker that does not know a topic yet.
    waitForLeaders: false,
  });

export interface TopicsWanted extends Upkeep {
  readonly services: readonly string[];
  readonly prefix?: string;
}

/**
 * Makes the topics that are missing, and waits until they are known. Rejects with `TopicDiffers` where one that is there is not as
 * planned: nothing of it is altered.
 */
export const ensureTopics = async (admin: Admin, wanted: TopicsWanted): Promise<void> => {
  const plans = wanted.services.map((service) => planOf(topicOf(service, wanted.prefix), wanted));
  const there = new Set(await admin.listTopics());
  const missing = plans.filter(({ topic }) => !there.has(topic));
  if (missing.length > 0) await make(admin, missing);
  const found = await Promise.all(plans.map(async (plan) => differencesFrom(plan, await foundAs(admin, plan))));
  if (found.flat().length > 0) throw new TopicDiffers(found.flat());
};
