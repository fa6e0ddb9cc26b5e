import {
  execute,
  instantText,
  load,
  openEmbeddedEventStore,
  randomId,
  systemClock,
  type Clock,
  type EventStore,
} from '@rms/event-sourcing';
import { lockDirectory } from '@rms/durable-sqlite';
import { regionWide } from '@rms/nhs';
import { protocolAggregate } from '@rms/pathway';
import { protocolSchema, type Protocol } from '@rms/protocols';
import { refuseOlderHistory, refuseWithoutHistory } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { askRunningNode } from './ask-running-node.js';

/** A protocol that was checked, to be published, or to be signed as it stands in the file. */
export interface ProtocolOrder {
  readonly operator: string;
  readonly content: Protocol;
  /** Who signs; absent to publish. */
  readonly signedBy?: string;
}
/** What became of it: recorded, nothing to record because it was so already, or the sentence with which it is refused. */
export type LaidDown = { readonly became: 'recorded' | 'so-already' } | { readonly became: 'refused'; readonly sentence: string };

const refused = (sentence: string): LaidDown => ({ became: 'refused', sentence });
const sentences = {
  'version-exists': ({ name, version }: Protocol, next: number) =>
    `Version ${String(version)} of ${name} is published and says something else. A published version never changes: give this file the number ${String(next)} (field version).`,
  'version-not-next': ({ name, version }: Protocol, next: number) =>
    `Version ${String(version)} of ${name} cannot be published: the next one is ${String(next)} (field version).`,
  'no-such-version': ({ name, version }: Protocol) => `Version ${String(version)} of ${name} is not published. Publish it first.`,
  'protocol-not-sound': ({ name }: Protocol) => `The protocol ${name} is not sound.`,
  'nobody-signs': () => 'Say who signs.',
} as const;

const isPublishedAs = (versions: readonly Protocol[], content: Protocol): boolean => {
  const published = versions.find(({ version }) => version === content.version);
  return published === undefined || JSON.stringify(published) === JSON.stringify(content);
};

/** Publishes a protocol, or records who signed it. What was published otherwise than the file says is not signed: nobody has read it. */
export const layDownProtocol = async (
  { store, clock }: { readonly store: EventStore; readonly clock: Clock },
  { operator, content: given, signedBy }: ProtocolOrder,
): Promise<LaidDown> => {
  // In the order of the schema, as it is stored: the same words in another order are the same protocol.
  const content = protocolSchema.parse(given);
  const { state } = await load(store, protocolAggregate, content.protocol);
  const next = state.versions.length + 1;
  if (signedBy !== undefined && !isPublishedAs(state.versions, content)) return refused(sentences['version-exists'](content, next));
  const command =
    signedBy === undefined
      ? ({ type: 'PublishProtocol', content } as const)
      : ({ type: 'SignProtocol', version: content.version, signedBy } as const);
  const outcome = await execute({ store, now: () => instantText(clock.now()) }, protocolAggregate, {
    id: content.protocol,
    command,
    context: {
      commandId: randomId(),
      actor: { kind: 'operator', id: operator, role: 'operator' },
      trust: regionWide,
      correlationId: randomId(),
    },
  });
  if (!outcome.accepted)
    return refused(outcome.refusal in sentences ? sentences[outcome.refusal as keyof typeof sentences](content, next) : outcome.refusal);
  return { became: outcome.events.length > 0 ? 'recorded' : 'so-already' };
};

const beside = async (directory: string, order: ProtocolOrder): Promise<LaidDown | undefined> => {
  const answer = await askRunningNode(directory, '/protocol', order);
  if (answer === undefined) return undefined;
  for await (const laidDown of answer) return laidDown as LaidDown;
  return undefined;
};

const alone = async (directory: string, order: ProtocolOrder): Promise<LaidDown> => {
  const release = lockDirectory(directory);
  if (release === undefined) throw new StartRefused('Nothing can be recorded now: the running system does not answer.');
  try {
    refuseWithoutHistory(directory);
    refuseOlderHistory(directory);
    const store = await openEmbeddedEventStore(directory, systemClock);
    try {
      return await layDownProtocol({ store, clock: await ClinicalClock.of(store, systemClock) }, order);
    } finally {
      await store.close();
    }
  } finally {
    release();
  }
};

/** Does so through the running node, or, when none runs, with the directory's lock in hand. */
export const layDownProtocolIn = async (directory: string, order: ProtocolOrder): Promise<LaidDown> =>
  (await beside(directory, order)) ?? alone(directory, order);
