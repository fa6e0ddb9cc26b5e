import type { EventStore, EventToAppend } from '@rms/event-sourcing';
import { present } from '@rms/nhs';
import type { Step, Tracing } from '@rms/telemetry';
import type { AssemblyPorts } from '../assembly.js';

const policyOf = (actor = ''): string => (actor.startsWith('policy:') ? actor.slice('policy:'.length) : '');

/** A fact as a step: in the chain it belongs to, below what brought it about. */
const stepOf = (stream: string, { id, type, metadata }: EventToAppend): Step => ({
  name: `fact recorded: ${type}`,
  attributes: { type, stream, kind: stream.slice(0, -37), trust: metadata['trust'] ?? '', policy: policyOf(metadata['actor']) },
  because: { correlationId: metadata['correlationId'] ?? id, ...present({ causationId: metadata['causationId'] }) },
  itself: id,
});

/** What a service is assembled on, where what it records is told of. */
export const tracedPorts = <Ports extends AssemblyPorts>(ports: Ports, tracing: Tracing | undefined): Ports =>
  tracing === undefined ? ports : { ...ports, tracing, store: tracedStore(ports.store, tracing) };

/** A store that tells of each fact once it is stored. Reading costs nothing more. */
export const tracedStore = (store: EventStore, tracing: Tracing): EventStore => ({
  append: async (stream, expected, events) => {
    const began = tracing.now();
    const answer = await store.append(stream, expected, events);
    if (answer.ok) for (const event of events) tracing.tell(stepOf(stream, event), began);
    return answer;
  },
  readStream: (stream, slice) => store.readStream(stream, slice),
  readAll: (after, limit, prefixes) => store.readAll(after, limit, prefixes),
  lastPosition: () => store.lastPosition(),
  onCommit: (listener) => store.onCommit(listener),
});
