import { sha256, type StoredEvent, type Unpublished } from '@rms/event-sourcing';
import { DamagedBlob } from './blobs.js';

/** How many bytes of a blob lie in one event: half of what an EventStoreDB takes at once. Belongs to schema 1 of the events below. */
export const partBytes = 512 * 1024;
const schema = 1;

/** What closes a blob, as JSON: without it, what is there is not the whole. */
interface Closing {
  readonly bytes: number;
  readonly mediaType: string;
  readonly sha256: string;
}

/** `letters.blob-<sha256>` */
export const streamOfBlob = (service: string, name: string): string => `${service}.blob-${name}`;

const countOf = (bytes: number): number => Math.ceil(bytes / partBytes);

/** What is stored of a blob, in order: its parts as they are, and what closes it. */
export const partsOf = (
  bytes: Uint8Array,
  { mediaType, name }: { readonly mediaType: string; readonly name: string },
): readonly Unpublished[] => {
  const closing: Closing = { bytes: bytes.byteLength, mediaType, sha256: name };
  return [
    ...Array.from({ length: countOf(bytes.byteLength) }, (_, n) => ({
      type: 'BlobPartKept',
      schema,
      data: bytes.subarray(n * partBytes, (n + 1) * partBytes),
      about: {},
    })),
    { type: 'BlobClosed', schema, data: new TextEncoder().encode(JSON.stringify(closing)), about: {} },
  ];
};

type Stored = Pick<StoredEvent, 'type' | 'revision' | 'data' | 'metadata'>;

const closingIn = (name: string, events: readonly Stored[]): Closing | undefined => {
  const closing = events.find(({ type }) => type === 'BlobClosed');
  if (closing === undefined) return undefined;
  if (closing.metadata['schema'] !== String(schema)) throw new DamagedBlob(name, `it is closed in a shape that is not known`);
  return JSON.parse(new TextDecoder().decode(closing.data)) as Closing;
};

interface Range {
  readonly from: number;
  readonly to: number;
}
const rangeOf = (n: number, bytes: number): Range => ({ from: n * partBytes, to: Math.min((n + 1) * partBytes, bytes) - 1 });
const isPart = (event: Stored | undefined, { from, to }: Range): event is Stored =>
  event?.type === 'BlobPartKept' && event.data.byteLength === to - from + 1 && event.metadata['dataSha256'] === sha256(event.data);
const named = (ranges: readonly Range[]): string => ranges.map(({ from, to }) => `${String(from)} to ${String(to)}`).join(', ');

/** The bytes of a blob from its events; `undefined` where it is not closed yet. Throws where a part is not there or not as it was, naming which bytes. */
export const wholeOf = (name: string, events: readonly Stored[]): Uint8Array | undefined => {
  const closing = closingIn(name, events);
  if (closing === undefined) return undefined;
  const byRevision = new Map(events.map((event) => [event.revision, event]));
  const ranges = Array.from({ length: countOf(closing.bytes) }, (_, n) => rangeOf(n, closing.bytes));
  const missing = ranges.filter((range, n) => !isPart(byRevision.get(n), range));
  if (missing.length > 0) throw new DamagedBlob(name, `bytes ${named(missing)} of ${String(closing.bytes)} are missing or altered`);
  const bytes = new Uint8Array(closing.bytes);
  for (const [n, { from }] of ranges.entries()) bytes.set(byRevision.get(n)?.data ?? [], from);
  if (sha256(bytes) !== name) throw new DamagedBlob(name, 'its parts together are not what was kept');
  return bytes;
};
