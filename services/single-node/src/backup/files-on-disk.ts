import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const chunkBytes = 1 << 20;

/** A file's size and digest. */
export interface Digested {
  readonly bytes: number;
  readonly sha256: string;
}

const through = (file: string, take: (chunk: Uint8Array) => void): Digested => {
  const hash = createHash('sha256');
  const chunk = new Uint8Array(chunkBytes);
  const from = openSync(file, 'r');
  let bytes = 0;
  try {
    for (let read = readSync(from, chunk); read > 0; read = readSync(from, chunk)) {
      const piece = chunk.subarray(0, read);
      hash.update(piece);
      take(piece);
      bytes += read;
    }
  } finally {
    closeSync(from);
  }
  return { bytes, sha256: hash.digest('hex') };
};

/** Size and digest of a file as it is. */
export const digestOf = (file: string, onBytes: (bytes: number) => void): Digested =>
  through(file, (piece) => {
    onBytes(piece.byteLength);
  });

/** Copies a file for its owner only, and answers for what was read of it once the copy is on disk. */
export const copyDurably = (from: string, to: string, onBytes: (bytes: number) => void): Digested => {
  const target = openSync(to, 'wx', 0o600);
  try {
    const digested = through(from, (piece) => {
      for (let written = 0; written < piece.byteLength;) written += writeSync(target, piece, written);
      onBytes(piece.byteLength);
    });
    fsyncSync(target);
    return digested;
  } finally {
    closeSync(target);
  }
};

/** Has a file, or the names in a folder, on disk: after a power cut they are as they are now. */
export const putOnDisk = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
