import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SessionData } from 'express-session';
import { SessionsStore } from './sessions.store.js';

const quarterMs = 15 * 60_000;
const start = Date.parse('2026-03-04T09:00:00.000Z');

describe('the sessions of browsers', () => {
  let directory: string;
  let store: SessionsStore;
  let time: number;
  const clock = { now: () => time };
  const later = (ms: number): void => {
    time = start + ms;
  };
  const session = (more: Partial<SessionData> = {}, maxAge = quarterMs): SessionData =>
    ({ cookie: { originalMaxAge: quarterMs, maxAge }, trust: 'ZT001', ...more }) as SessionData;
  const find = (id: string): SessionData | null | undefined => {
    let found: SessionData | null | undefined;
    store.get(id, (_, read) => {
      found = read;
    });
    return found;
  };
  const reopen = (): void => {
    store.close();
    store = new SessionsStore(join(directory, 'sessions.db'), clock);
  };

  beforeEach(() => {
    time = start;
    directory = mkdtempSync(join(tmpdir(), 'rms-sessions-'));
    store = new SessionsStore(join(directory, 'sessions.db'), clock);
  });
  afterEach(() => {
    store.close();
    rmSync(directory, { recursive: true });
  });

  it('are found again with everything in them, and nobody else’s', () => {
    store.set('a', session({ flash: 'Your decision is recorded.' }));
    expect(find('a')).toMatchObject({ trust: 'ZT001', flash: 'Your decision is recorded.' });
    expect(find('b')).toBeNull();
  });
  it('outlive a restart: nobody is signed out by it', () => {
    store.set('a', session());
    reopen();
    expect(find('a')).toMatchObject({ trust: 'ZT001' });
  });
  it('end when nothing was done for a quarter of an hour, to the millisecond', () => {
    store.set('a', session());
    later(quarterMs);
    expect(find('a')).not.toBeNull();
    later(quarterMs + 1);
    expect(find('a')).toBeNull();
  });
  it('go on when something is done in them', () => {
    store.set('a', session());
    later(quarterMs - 1);
    store.touch('a', session());
    later(2 * quarterMs - 1);
    expect(find('a')).not.toBeNull();
    later(2 * quarterMs);
    expect(find('a')).toBeNull();
  });
  it('are not kept awake by a look for news, which leaves them the time they had left', () => {
    store.set('a', session());
    later(quarterMs - 1000);
    store.touch('a', session({}, 1000));
    later(quarterMs + 1);
    expect(find('a')).toBeNull();
  });
  it('are written over when they change', () => {
    store.set('a', session());
    store.set('a', session({ trust: 'ZT002' }));
    expect(find('a')).toMatchObject({ trust: 'ZT002' });
    store.touch('a', session({ trust: 'ZT003' }));
    expect(find('a')).toMatchObject({ trust: 'ZT003' });
  });
  it('without an age are over at once', () => {
    store.set('a', { cookie: { originalMaxAge: null } } as SessionData);
    expect(find('a')).toBeNull();
  });
  it('are gone after signing out, the one and no other', () => {
    store.set('a', session());
    store.set('b', session());
    store.destroy('a');
    expect(find('a')).toBeNull();
    expect(find('b')).not.toBeNull();
  });
  it('that are over are swept away at the next start, so that no token stays on disk', () => {
    store.set('a', session());
    later(quarterMs + 1);
    reopen();
    later(0);
    expect(find('a')).toBeNull();
  });
  it('are not brought to life by a touch that comes after signing out', () => {
    store.set('a', session());
    store.destroy('a');
    store.touch('a', session());
    expect(find('a')).toBeNull();
  });
  it('say when they are done, for the answer that waits', () => {
    let done = 0;
    const count = (): void => {
      done += 1;
    };
    store.set('a', session(), count);
    store.touch('a', session(), count);
    store.destroy('a', count);
    expect(done).toBe(3);
  });
});
