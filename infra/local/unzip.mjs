// Takes the files out of a zip archive, for machines that have no program for it. Archives of less than four gigabytes, without encryption.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const endBytes = 22;
const stored = 0;
const deflated = 8;

const endOf = (bytes) => {
  for (let at = bytes.length - endBytes; at >= 0; at -= 1) if (bytes.readUInt32LE(at) === endMark) return at;
  throw new Error('This is no zip archive.');
};

const entriesOf = function* (bytes) {
  const end = endOf(bytes);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== entryMark) throw new Error('The list of files in the archive is damaged.');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    yield {
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      begins: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    };
    at += 46 + nameLength + extraLength + commentLength;
  }
};

const contentOf = (bytes, { method, checksum, packed, begins, name }) => {
  const from = begins + 30 + bytes.readUInt16LE(begins + 26) + bytes.readUInt16LE(begins + 28);
  const held = bytes.subarray(from, from + packed);
  if (method !== stored && method !== deflated) throw new Error(`${name} is packed in a way that is not known here.`);
  const content = method === stored ? held : inflateRawSync(held);
  if (crc32(content) !== checksum) throw new Error(`${name} is damaged.`);
  return content;
};

/** Writes every file of an archive below a folder. Throws where the archive is damaged, or names a file outside of it. */
export const unzip = (archive, folder) => {
  const bytes = readFileSync(archive);
  for (const entry of entriesOf(bytes)) {
    const file = resolve(folder, entry.name);
    if (!file.startsWith(resolve(folder) + sep)) throw new Error(`${entry.name} is outside of the archive.`);
    if (entry.name.endsWith('/')) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contentOf(bytes, entry));
  }
};
