import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { StoreUnavailable } from '@rms/event-sourcing';
import type { CollectionSpec, Document } from '@rms/read-models';
import { MongoDatabase, openMongoDocuments, type MongoDocuments } from '@rms/read-models/mongodb';
import { eventually } from '../journeys/cast/eventually.js';
import { stackToTry } from './config.js';
import { MongodbEngine } from './mongodb-engine.js';

it('engines are started where the environment says so, and nowhere else', () => {
  expect(stackToTry({})).toBeUndefined();
  expect(stackToTry({ RMS_TEST_STACK: '1', RMS_ENGINES_CACHE: '/cache' })).toEqual({ cache: '/cache' });
});

const stack = stackToTry();
const awayAfterMs = 500;
const specs: readonly CollectionSpec[] = [{ name: 'copies', indexes: ['half'] }];
const copy = (published: number) => ({
  put: { _id: String(published).padStart(6, '0'), trust: 'ZT001', half: published % 2, published } as Document,
  into: 'copies',
});
const place = (through: number) => ({ topic: 'facts', partition: 0, offset: String(through), through });

if (stack !== undefined)
  describe('a read model whose server is killed in the middle of writing', () => {
    jest.setTimeout(120_000);
    let engine: MongodbEngine;
    let database: MongoDatabase;
    let documents: MongoDocuments;
    beforeAll(async () => {
      engine = await MongodbEngine.start(stack.cache);
      database = new MongoDatabase({ url: engine.url, name: 'rms-killed', awayAfterMs });
      documents = openMongoDocuments({ database, specs });
    });
    afterAll(async () => {
      await documents.close();
      await database.close();
      await engine.end();
    });

    const writeOne = async (published: number): Promise<void> => {
      await documents.write([copy(published)], published);
      await documents.done(published);
      await documents.progress();
      await documents.places.write(place(published));
    };
    // Answers the last that was acknowledged, and why the next was not.
    const writeUntilItFails = async (
      from: number,
    ): Promise<{ readonly told: number; readonly error: unknown; readonly tookMs: number }> => {
      for (let next = from; ; next += 1) {
        const began = performance.now();
        try {
          await writeOne(next);
        } catch (error) {
          return { told: next - 1, error, tookMs: performance.now() - began };
        }
      }
    };
    const heldThrough = async () => ({
      progress: (await documents.progress()).done,
      place: (await documents.places.read(['facts']))[0]?.through ?? 0,
      copies: (await documents.collection('copies').find('ZT001', {})).length,
    });

    it('says that it is away, answers again by itself, and shows what was lost', async () => {
      const writing = writeUntilItFails(1);
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await engine.kill();
      const { told, error, tookMs } = await writing;
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect((error as Error).message).toContain('The read model cannot be reached');
      expect(tookMs).toBeLessThan(10 * awayAfterMs);
      await expect(documents.progress()).rejects.toThrow(StoreUnavailable);

      await engine.startAgain();
      const held = await eventually(heldThrough, 10_000);
      expect(held.copies).toBeGreaterThan(0);
      expect(held.progress).toBeLessThan(told);
      expect(held.copies).toBeGreaterThanOrEqual(held.progress);
      expect(held.progress).toBeGreaterThanOrEqual(held.place);

      for (let next = held.place + 1; next <= told; next += 1) await writeOne(next);
      expect(await heldThrough()).toEqual({ progress: told, place: told, copies: told });
    });
    it('is found as it was after its server was stopped and started', async () => {
      const before = await heldThrough();
      await engine.stop();
      await engine.startAgain();
      expect(await eventually(heldThrough, 10_000)).toEqual(before);
    });
    it('is away while its server holds still, and not for ever', async () => {
      const before = await heldThrough();
      engine.hold();
      const began = performance.now();
      await expect(writeOne(before.progress + 1)).rejects.toThrow(StoreUnavailable);
      expect(performance.now() - began).toBeLessThan(20 * awayAfterMs);
      engine.goOn();
      await eventually(() => writeOne(before.progress + 1), 10_000);
      expect((await heldThrough()).progress).toBe(before.progress + 1);
    });
  });
