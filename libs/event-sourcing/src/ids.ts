import { createHmac, hash } from 'node:crypto';

const uuidShape = (hex: string, version: '5' | '8'): string => {
  const variant = ((parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
// Written here and not taken from the uuid package, which takes four times as long: each stored event needs one (docs/adr/0004).
const nameBased = (namespace: string, name: string): string => {
  const bytes = Buffer.allocUnsafe(16 + Buffer.byteLength(name));
  bytes.write(namespace.replaceAll('-', ''), 0, 'hex');
  bytes.write(name, 16);
  return uuidShape(hash('sha1', bytes, 'hex'), '5');
};

/** The id of the n-th event that a command leads to: a repeat of the command finds its own events. */
export const eventIdOf = (commandId: string, index: number): string => nameBased(commandId, String(index));

/** An id that follows from another id and a purpose: the same question always gives the same id. RFC 9562, version 5. */
export const derivedId = (id: string, purpose: string): string => nameBased(id, purpose);

/**
 * An id for something known by a person's or laboratory's number, which must not be guessable from the outside: HMAC-SHA-256
 * under the directory's own key, in the shape of a version 8 UUID. The parts are length-prefixed, so none can run into the next.
 */
export const keyedId = (key: Uint8Array, ...parts: readonly string[]): string =>
  uuidShape(
    createHmac('sha256', key)
      .update(parts.map((part) => `${String(part.length)}:${part}`).join('|'))
      .digest('hex'),
    '8',
  );
