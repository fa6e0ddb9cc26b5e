/** Neither this number nor the keys ever change: a patient's facts would be in two partitions, and their order lost. */
export const partitionsOfATopic = 12;
/** Before the names of topics and groups. Tests that share a broker have one each. */
export const usualPrefix = 'rms';
/** The largest batch a broker takes, and so the largest record, bytes. Facts are at most 256 KiB. */
export const largestBatch = 1024 * 1024;

/** The topic of a service's published facts. */
export const topicOf = (service: string, prefix = usualPrefix): string => `${prefix}.${service}.facts`;
/** Whose facts a topic holds; `undefined` for a topic of something else. */
export const ownerOf = (topic: string): string | undefined => /\.([a-z-]+)\.facts$/.exec(topic)?.[1];

export interface Upkeep {
  /** How many brokers there are to keep copies on: `one` is for training and tests. */
  readonly brokers: 'one' | 'cluster';
}

const thirtyDaysMs = 30 * 24 * 60 * 60 * 1000;
const copies = { one: { replicas: 1, inSync: 1 }, cluster: { replicas: 3, inSync: 2 } } as const;

/** A topic as it is to be: partitions, copies and settings, the latter as Kafka writes them. */
export interface TopicPlan {
  readonly topic: string;
  readonly partitions: number;
  readonly replicas: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** The plan for the topic of one service. */
export const planOf = (topic: string, { brokers }: Upkeep): TopicPlan => ({
  topic,
  partitions: partitionsOfATopic,
  replicas: copies[brokers].replicas,
  settings: {
    'min.insync.replicas': String(copies[brokers].inSync),
    'unclean.leader.election.enable': 'false',
    'retention.ms': String(thirtyDaysMs),
    'retention.bytes': '-1',
    'cleanup.policy': 'delete',
    'max.message.bytes': String(largestBatch),
  },
});

/** A topic as it was found. */
export interface TopicFound {
  readonly partitions: number;
  readonly replicas: number;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Difference {
  readonly topic: string;
  readonly setting: string;
  readonly found: string;
  readonly expected: string;
}

/** In what a topic is not as planned. */
export const differencesFrom = (plan: TopicPlan, found: TopicFound): readonly Difference[] => {
  const expected = { partitions: String(plan.partitions), replicas: String(plan.replicas), ...plan.settings };
  const actual: Readonly<Record<string, string>> = {
    partitions: String(found.partitions),
    replicas: String(found.replicas),
    ...found.settings,
  };
  return Object.entries(expected)
    .map(([setting, value]) => ({ topic: plan.topic, setting, found: actual[setting] ?? 'nothing', expected: value }))
    .filter((each) => each.found !== each.expected);
};

/** A topic that is not as planned: nobody publishes or hears until a person has looked at it. */
export class TopicDiffers extends Error {
  constructor(readonly differences: readonly Difference[]) {
    super(
      differences
        .map(({ topic, setting, found, expected }) => `The topic ${topic} has ${setting} ${found}, and ${expected} is expected.`)
        .join(' '),
    );
    this.name = 'TopicDiffers';
  }
}
