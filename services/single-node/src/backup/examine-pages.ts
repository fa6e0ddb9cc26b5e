import type { StoredEvent } from '@rms/event-sourcing';
import { keptPages } from '@rms/letters';

/** The page that an event says was written, by its fingerprint. */
export const pageIn = ({ type, stream, data }: StoredEvent): string | undefined =>
  type === 'LetterDrafted' && stream.startsWith('letters.letter-')
    ? (JSON.parse(Buffer.from(data).toString()) as { readonly pdfSha256?: string }).pdfSha256
    : undefined;

/** Every letter that was written has its page, and every page is as it was written. */
export const examinePages = (directory: string, written: ReadonlySet<string>): readonly string[] => {
  const findings: string[] = [];
  const kept = new Set<string>();
  for (const { sha256, isAsKept } of keptPages(directory)) {
    kept.add(sha256);
    if (!isAsKept) findings.push(`The page ${sha256} of a letter is not what was written`);
  }
  const missing = [...written].filter((page) => !kept.has(page));
  return [...findings, ...missing.map((page) => `A letter was written, and its page ${page} is not kept`)];
};
