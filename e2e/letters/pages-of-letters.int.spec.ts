import { beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@rms/event-sourcing';
import { letter, lettersInMemory } from '@rms/letters';
import { type RegionInMemory, trust } from '../in-memory/region-in-memory.js';
import { storyOfLetters } from './story-of-letters.fixture.js';

describe('the page of a letter', () => {
  const story = storyOfLetters();
  const { reports, theLetter, phaseOf, approves, given, hasAGoodResult } = story;
  let region: RegionInMemory;
  let id: string;
  beforeEach(async () => {
    region = story.region();
    await hasAGoodResult();
    id = (await theLetter('result'))._id;
  });

  /** The fingerprint of each time it was written. */
  const fingerprints = async (): Promise<readonly string[]> => {
    const stored = await region.store.readStream(`letters.letter-${id}`);
    return stored.flatMap(({ type, data }) =>
      type === 'LetterDrafted' ? [(JSON.parse(Buffer.from(data).toString()) as { readonly pdfSha256: string }).pdfSha256] : [],
    );
  };
  const pages = () => region.letters.desk.pages;
  const bytesOf = (page: Awaited<ReturnType<ReturnType<typeof pages>['of']>>): Buffer =>
    page === undefined || page === 'lost' ? Buffer.from('') : Buffer.from(page.bytes);
  const shown = async (): Promise<Buffer> => bytesOf(await pages().of({ trust, id }));
  const forgetPages = (keeps = lettersInMemory(() => '').blobs): void => {
    Object.assign(region.lettersPorts.blobs, { get: keeps.get.bind(keeps), put: keeps.put.bind(keeps) });
  };
  /** The typesetter of a later release, whose pages come out otherwise. */
  const printsOtherwise = (): void => {
    Object.assign(region.letters.desk.pages, { parts: { ...partsOf(), setPage: () => new TextEncoder().encode('%PDF-other') } });
  };
  const partsOf = (): object => (pages() as unknown as { readonly parts: object }).parts;

  it('is kept of each time it was written, and given to nobody as that of another letter', async () => {
    const first = await shown();
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    await reports('0.07', '20260309', 'L2');
    const [before = '', after = ''] = await fingerprints();
    expect(after).not.toBe('');
    expect(Buffer.compare(bytesOf(await pages().asWritten({ trust, id }, before)), first)).toBe(0);
    expect(Buffer.compare(bytesOf(await pages().asWritten({ trust, id }, after)), await shown())).toBe(0);
    const other = (await theLetter('follow-up-started'))._id;
    expect(await pages().asWritten({ trust, id: other }, before)).toBeUndefined();
    expect(await pages().asWritten({ trust: 'ZT002', id }, before)).toBeUndefined();
    expect(await pages().of({ trust: 'ZT002', id })).toBeUndefined();
  });

  it('comes out byte for byte the same from the revisions printed on it, also that of an earlier time', async () => {
    const first = await shown();
    await reports('0.07', '20260309', 'L2');
    forgetPages();
    const [before = ''] = await fingerprints();
    expect(Buffer.compare(bytesOf(await pages().asWritten({ trust, id }, before)), first)).toBe(0);
  });

  it('that was sent opens after it was delivered, came back or was put right, whatever came since', async () => {
    const sent = await shown();
    await approves(id);
    await region.passes(1);
    expect([await phaseOf('result'), Buffer.compare(await shown(), sent)]).toEqual(['handed-over', 0]);
    await region.passes(60);
    expect([await phaseOf('result'), Buffer.compare(await shown(), sent)]).toEqual(['delivered', 0]);
    forgetPages();
    expect(Buffer.compare(await shown(), sent)).toBe(0);
  });

  it('that was written opens after the letter was cancelled', async () => {
    const written = await shown();
    await region.about(letter, { id, command: { type: 'CancelByPerson', reason: 'He was rung.' } });
    expect([await phaseOf('result'), Buffer.compare(await shown(), written)]).toEqual(['cancelled', 0]);
  });

  it('that is not kept any more is set again before the letter leaves, and kept', async () => {
    const [fingerprint = ''] = await fingerprints();
    await approves(id);
    const keeps = lettersInMemory(() => '').blobs;
    forgetPages(keeps);
    await region.passes(1);
    expect([await phaseOf('result'), given().length]).toEqual(['handed-over', 1]);
    expect(await keeps.get(fingerprint)).toBeDefined();
  });

  it('is not lost while the store that keeps it is away', async () => {
    const keeps = lettersInMemory(() => '').blobs;
    Object.assign(region.lettersPorts.blobs, { get: () => Promise.reject(new StoreUnavailable('away')), put: keeps.put.bind(keeps) });
    printsOtherwise();
    await expect(pages().of({ trust, id })).rejects.toThrow(StoreUnavailable);
  });

  it('that is not kept and comes out otherwise holds the letter with a task, and the carrier is not called', async () => {
    await approves(id);
    forgetPages();
    printsOtherwise();
    await region.passes(1);
    expect(await theLetter('result')).toMatchObject({ phase: 'approved', held: { why: 'page-lost' }, need: { why: 'page-lost' } });
    expect([given(), await pages().of({ trust, id })]).toEqual([[], 'lost']);
  });
});
