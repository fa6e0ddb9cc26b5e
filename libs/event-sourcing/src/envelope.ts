import { hash } from 'node:crypto';

/** Flat, strings only, without personal data. See docs/architecture/envelope.md for each name. */
export type Metadata = Readonly<Record<string, string>>;

/** The first event of a stream follows nothing. */
export const noPrevious = '';

/** SHA-256 of bytes or UTF-8 text, lower-case hex. */
export const sha256 = (content: Uint8Array | string): string => hash('sha256', content, 'hex');

const inOrder = (names: readonly string[]): boolean => names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name);
const withoutHash = ({ hash: _, ...rest }: Metadata): Metadata => rest;

/**
 * The one text of a metadata map: names in code-unit order, JSON strings, `hash` left out. For a flat map of strings this is
 * RFC 8785 (JCS), so an outsider can recompute it with any JCS library.
 */
export const canonicalMetadata = (metadata: Metadata): string => {
  const hashless = 'hash' in metadata ? withoutHash(metadata) : metadata;
  const names = Object.keys(hashless);
  return JSON.stringify(inOrder(names) ? hashless : Object.fromEntries(names.sort().map((name) => [name, hashless[name]])));
};

/** hash = SHA-256(prev, canonical metadata, dataSha256), each on a line of its own. */
export const chainHash = (metadata: Metadata): string =>
  sha256(`${metadata['prev'] ?? noPrevious}\n${canonicalMetadata(metadata)}\n${metadata['dataSha256'] ?? ''}`);
