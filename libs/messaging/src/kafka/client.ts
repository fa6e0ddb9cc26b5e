import kafkajs, { type Kafka, type KafkaConfig, type LogEntry, type RetryOptions } from 'kafkajs';

export interface KafkaSettings {
  /** `host:port` of each broker to ask first. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
  /** Told what the client warns of. */
  readonly onWarning?: (text: string) => void;
}

/**
 * For as long as it takes: with the package's own patience a consumer gives up during a restart of the broker, and comes back long
 * after it.
 */
export const patient = { initialRetryTime: 100, maxRetryTime: 1000, retries: 1_000_000 } as const;
/** For work that is begun anew by whoever asked for it. */
export const brief = { initialRetryTime: 100, maxRetryTime: 1000, retries: 6 } as const;

// The package asks for timers in the past; Node 24 warns of them. Every other warning is heard.
const quiet = { isSo: false };
const quietNegativeTimeouts = (): void => {
  if (quiet.isSo) return;
  quiet.isSo = true;
  const emit = process.emitWarning.bind(process) as (...args: readonly unknown[]) => void;
  process.emitWarning = (...args: readonly unknown[]): void => {
    if (args[1] !== 'TimeoutNegativeWarning') emit(...args);
  };
};

const textOf = ({ namespace, log }: LogEntry): string => `${namespace}: ${log.message}`;

/** The client that producers, consumers and administrators are made from, with the patience that all of them have. */
export const kafkaClient = (settings: KafkaSettings, retry: RetryOptions = brief): Kafka => {
  const { brokers, clientId, onWarning, ...security } = settings;
  quietNegativeTimeouts();
  return new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    ...(security.ssl === undefined ? {} : { ssl: security.ssl }),
    ...(security.sasl === undefined ? {} : { sasl: security.sasl }),
    connectionTimeout: 3000,
    requestTimeout: 30_000,
    retry,
    logLevel: onWarning === undefined ? kafkajs.logLevel.NOTHING : kafkajs.logLevel.WARN,
    logCreator: () => (entry) => onWarning?.(textOf(entry)),
  });
};
