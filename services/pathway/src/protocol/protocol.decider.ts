import { accept, refuse, type Aggregate, type Decider } from '@rms/event-sourcing/pure';
import { problemsIn, protocolSchema, type Protocol } from '@rms/protocols';
import type { Natures, Sentences } from '@rms/service-kit';

export type ProtocolEvent =
  | { readonly type: 'ProtocolPublished'; readonly content: Protocol }
  | { readonly type: 'ProtocolSigned'; readonly version: number; readonly signedBy: string };
export type ProtocolCommand =
  | { readonly type: 'PublishProtocol'; readonly content: Protocol }
  | { readonly type: 'SignProtocol'; readonly version: number; readonly signedBy: string };
export type ProtocolRefusal = 'protocol-not-sound' | 'version-exists' | 'version-not-next' | 'no-such-version' | 'nobody-signs';
export interface ProtocolState {
  readonly versions: readonly Protocol[];
  readonly signed: readonly number[];
}

const sameContent = (a: Protocol, b: Protocol): boolean => JSON.stringify(a) === JSON.stringify(b);

const publish = ({ content }: Extract<ProtocolCommand, { readonly type: 'PublishProtocol' }>, state: ProtocolState) => {
  const known = state.versions.find((version) => version.version === content.version);
  if (known !== undefined) return sameContent(known, content) ? accept<ProtocolEvent>() : refuse('version-exists');
  if (problemsIn(content).length > 0) return refuse('protocol-not-sound');
  return content.version === state.versions.length + 1
    ? accept<ProtocolEvent>({ type: 'ProtocolPublished', content })
    : refuse('version-not-next');
};

/** Versions of a protocol. A version never changes; it is in force once signed, until a later one is. */
export const protocolDecider: Decider<ProtocolState, ProtocolCommand, ProtocolEvent, ProtocolRefusal> = {
  initialState: { versions: [], signed: [] },
  decide: (command, state) => {
    switch (command.type) {
      case 'PublishProtocol':
        return publish(command, state);
      case 'SignProtocol':
        if (command.signedBy.trim() === '') return refuse('nobody-signs');
        if (state.signed.includes(command.version)) return accept();
        return state.versions.some((version) => version.version === command.version)
          ? accept({ type: 'ProtocolSigned', version: command.version, signedBy: command.signedBy })
          : refuse('no-such-version');
      default:
        return command satisfies never;
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'ProtocolPublished':
        return { ...state, versions: [...state.versions, event.content] };
      case 'ProtocolSigned':
        return { ...state, signed: [...state.signed, event.version] };
      case 'Erased':
        return state;
      default:
        return event satisfies never;
    }
  },
};

export const protocolAggregate: Aggregate<ProtocolState, ProtocolCommand, ProtocolEvent, ProtocolRefusal> = {
  service: 'pathway',
  name: 'protocol',
  decider: protocolDecider,
  schemas: { ProtocolPublished: 1, ProtocolSigned: 1 },
  published: new Set(['ProtocolPublished', 'ProtocolSigned']),
  occurred: () => undefined,
  upcast: (type, schema, data) => {
    if (schema !== 1 || (type !== 'ProtocolPublished' && type !== 'ProtocolSigned'))
      throw new Error(`${type} of schema ${String(schema)} is not known`);
    if (type === 'ProtocolSigned') return { ...(data as { version: number; signedBy: string }), type };
    // By its shape alone: a check that came later must not make history unreadable.
    return { type, content: protocolSchema.parse((data as { content: unknown }).content) };
  },
};

export const protocolSentences: Sentences<ProtocolEvent> = {
  ProtocolPublished: (e) => `Version ${String(e.content.version)} of the protocol “${e.content.title}” was laid down.`,
  ProtocolSigned: (e) => `Version ${String(e.version)} was signed by ${e.signedBy} and is in force for new follow-ups.`,
};

/** What each fact is: about the world, or done by people and the system. */
export const protocolNatures: Natures<ProtocolEvent> = {
  ProtocolPublished: 'act',
  ProtocolSigned: 'act',
};
