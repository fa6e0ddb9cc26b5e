import { timingSafeEqual } from 'node:crypto';
import { Server, ServerCredentials, type Metadata, type UntypedHandleCall, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { EventStore } from '../../event-store.js';
import { append } from './append.js';
import { batchAppend } from './batch-append.js';
import { features, featuresService, streamsService } from './messages.js';
import { read } from './read.js';
import { accessDenied, notAllowed, unavailable, type Refusal } from './refusal.js';

export interface DoorSettings {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Who may come in, and by what the door shows that it is the one. Without it anybody on the machine comes in, over an open line. */
  readonly secured?: {
    readonly username: string;
    readonly password: string;
    /** PEM. */
    readonly key: Buffer;
    readonly certificate: Buffer;
  };
  readonly newId: () => string;
}
export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const mayComeIn = ({ secured }: DoorSettings, metadata: Metadata): boolean => {
  if (secured === undefined) return true;
  const [said = ''] = metadata.get('authorization');
  const expected = `Basic ${Buffer.from(`${secured.username}:${secured.password}`).toString('base64')}`;
  return same(String(said), expected);
};

interface AnyCall {
  readonly metadata: Metadata;
  emit(name: 'error', refusal: Refusal): void;
}
type Answer = ((refusal: Refusal, value: null) => void) | undefined;
const refuse = (call: AnyCall, answer: Answer, refusal: Refusal): void => {
  if (answer === undefined) call.emit('error', refusal);
  else answer(refusal, null);
};

// Clients ask which server it is by its version, and decide by it what they may say: it speaks as that one does.
const spokenAsBy = '23.10.0';
const supported = (): InstanceType<typeof features.SupportedMethods> => {
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion(spokenAsBy);
  methods.setMethodsList(
    ['read', 'append', 'batchappend'].map((name) => {
      const method = new features.SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      return method;
    }),
  );
  return methods;
};

const neverDeleted = (_: unknown, answer: (refusal: Refusal, value: null) => void): void => {
  answer(notAllowed('History is append-only: no stream is ever deleted.'), null);
};

/**
 * A gRPC server over an event store that speaks the EventStoreDB streams protocol as far as its clients use it: append, batch append,
 * read forwards and backwards, the whole log, subscriptions with filters and checkpoints. What would change or delete history, and what
 * would be said about streams, is refused.
 */
export const openDoor = async (store: EventStore, settings: DoorSettings): Promise<Door> => {
  const server = new Server({ 'grpc.max_receive_message_length': 8 * 1024 * 1024 });
  const guarded =
    (handle: (call: never, answer: never) => void): UntypedHandleCall =>
    (call: AnyCall, answer: Answer): void => {
      if (mayComeIn(settings, call.metadata)) handle(call as never, answer as never);
      else refuse(call, answer, accessDenied('Name and password are not those of this door.'));
    };
  const streams: UntypedServiceImplementation = {
    read: guarded(read(store, settings.newId)),
    append: guarded(append(store)),
    batchAppend: guarded(batchAppend(store)),
    delete: guarded(neverDeleted),
    tombstone: guarded(neverDeleted),
  };
  server.addService(streamsService.StreamsService, streams);
  server.addService(featuresService.ServerFeaturesService, {
    getSupportedMethods: ((_: unknown, answer: (error: null, value: unknown) => void) => {
      answer(null, supported());
    }) as UntypedHandleCall,
  });
  const { secured, host, port } = settings;
  const credentials =
    secured === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ private_key: secured.key, cert_chain: secured.certificate }]);
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${host}:${String(port)}`, credentials, (error, at) => {
      if (error === null) resolve(at);
      else reject(unavailable(error.message));
    });
  });
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.tryShutdown(() => {
          resolve();
        });
        server.forceShutdown();
      }),
  };
};
