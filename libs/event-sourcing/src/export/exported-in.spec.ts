import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { exportedIn } from './exported-in.js';

const lines = '{"format":1}\n{"n":"ä"}\n';
const documentWith = (stream: Uint8Array, filter = '/Filter /FlateDecode '): Buffer =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n1 0 obj\n<<\n  /Length ${String(stream.length)}\n  /Type /EmbeddedFile\n  ${filter}>>\nstream\n`),
    stream,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
const linesOf = (file: Uint8Array): string => Buffer.from(exportedIn(file)).toString();

describe('the lines of an export', () => {
  it('are the file itself', () => expect(linesOf(Buffer.from(lines))).toBe(lines));
  it('are what is attached to a document, packed or not', () => {
    expect(linesOf(documentWith(deflateSync(lines)))).toBe(lines);
    expect(linesOf(documentWith(Buffer.from(lines), ''))).toBe(lines);
  });
  it('are none in a document that has nothing attached, or of which a packed byte was changed', () => {
    expect(linesOf(Buffer.from('%PDF-1.7\n'))).toBe('');
    const changed = deflateSync(lines);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(linesOf(documentWith(changed))).toBe('');
  });
});
