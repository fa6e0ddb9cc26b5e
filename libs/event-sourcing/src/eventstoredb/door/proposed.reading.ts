import { refuseTooLarge, sizeOf } from '../../append-size.js';
import type { Metadata } from '../../envelope.js';
import type { EventToAppend, ExpectedRevision } from '../../event-store.js';
import { shared as sharedMessages } from './messages.js';
import { badRequest, notAllowed } from './refusal.js';

type Uuid = InstanceType<typeof sharedMessages.UUID>;
type Identifier = InstanceType<typeof sharedMessages.StreamIdentifier>;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const hexOf = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');

/** An id as text, whichever of its two forms it travels in. */
export const idOf = (uuid: Uuid | undefined): string => {
  if (uuid === undefined) throw badRequest('An event has no id.');
  if (uuid.hasString()) return uuid.getString();
  const structured = uuid.getStructured();
  const [most, least] = [hexOf(structured?.getMostSignificantBits() ?? '0'), hexOf(structured?.getLeastSignificantBits() ?? '0')];
  return `${most.slice(0, 8)}-${most.slice(8, 12)}-${most.slice(12)}-${least.slice(0, 4)}-${least.slice(4)}`;
};

/** The name of a stream; '' where none is named. */
export const streamNameOf = (identifier: Identifier | undefined): string =>
  identifier === undefined ? '' : utf8.decode(identifier.getStreamName_asU8());

/** The stream that is written to. Those of the system, and what is said about streams, are nobody's to write. */
export const streamToWrite = (identifier: Identifier | undefined): string => {
  const name = streamNameOf(identifier);
  if (name === '') throw badRequest('No stream is named.');
  if (name.startsWith('$'))
    throw notAllowed(`${name} cannot be written: this log has no streams of its own and nothing is said about streams.`);
  return name;
};

/** Where the stream is said to stand. A writer that does not say has not read, and may not write. */
export interface SaysExpected {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}
export const expectedOf = (options: SaysExpected, revision: string | undefined): ExpectedRevision => {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny() || options.hasStreamExists() || revision === undefined)
    throw badRequest('An append must name the revision that it expects, or that there is no stream.');
  return Number(revision);
};

interface Proposed {
  getId(): Uuid | undefined;
  getMetadataMap(): { get(name: string): string | undefined };
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
}

const isFlat = (value: unknown): value is Metadata =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((each) => typeof each === 'string');

const metadataOf = (bytes: Uint8Array): Metadata => {
  let read: unknown;
  try {
    read = bytes.length === 0 ? {} : JSON.parse(utf8.decode(bytes));
  } catch {
    read = undefined;
  }
  if (!isFlat(read)) throw badRequest('The metadata of an event must be one JSON object of texts.');
  return read;
};

/** An event as a client proposes it. Throws where it is none. */
export const eventOf = (proposed: Proposed): EventToAppend => {
  const type = proposed.getMetadataMap().get('type') ?? '';
  if (type === '' || type.startsWith('$')) throw badRequest('An event must have a type that is not one of the system.');
  return { id: idOf(proposed.getId()), type, metadata: metadataOf(proposed.getCustomMetadata_asU8()), data: proposed.getData_asU8() };
};

/** Counts the bytes of an append as it comes, and refuses what would be too much before it is held. */
export class Sizes {
  #bytes = 0;
  take(proposed: Proposed): void {
    const type = proposed.getMetadataMap().get('type') ?? '';
    this.#bytes += sizeOf({ type, data: proposed.getData_asU8() }, proposed.getCustomMetadata_asU8());
    refuseTooLarge(this.#bytes);
  }
}
