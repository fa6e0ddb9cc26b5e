import { describe, expect, it } from '@jest/globals';
import { randomId } from '@rms/event-sourcing';
import type { PageRequest } from '../session/signed-in.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft } from './drafts.js';

const request = (query: object = {}): PageRequest => ({ session: {}, query }) as unknown as PageRequest;
const typed = { kind: 'review', about: 'v1', values: { reason: 'Infection in January' } };

describe('a draft', () => {
  it('is kept on the server with a command id of its own, so that recording it twice is recording it once', () => {
    const browser = request();
    const id = keepDraft(browser, typed, randomId);
    const draft = draftOf(browser, id, typed)!;
    expect(draft).toEqual({ ...typed, commandId: draft.commandId });
    expect(draft.commandId).toMatch(/^[0-9a-f-]{36}$/);
    expect(draftOf(browser, id, typed)!.commandId).toBe(draft.commandId);
    expect(id).not.toBe(draft.commandId);
  });
  it('is not given to another browser, for another purpose or about another patient', () => {
    const browser = request();
    const id = keepDraft(browser, typed, randomId);
    expect(draftOf(request(), id, typed)).toBeUndefined();
    expect(draftOf(browser, 'another', typed)).toBeUndefined();
    expect(draftOf(browser, id, { kind: 'start', about: 'v1' })).toBeUndefined();
    expect(draftOf(browser, id, { kind: 'review', about: 'v2' })).toBeUndefined();
  });
  it('is forgotten once it has been recorded, and no other with it', () => {
    const browser = request();
    const [one, two] = [keepDraft(browser, typed, randomId), keepDraft(browser, typed, randomId)];
    dropDraft(browser, one);
    expect(draftOf(browser, one, typed)).toBeUndefined();
    expect(draftOf(browser, two, typed)).toBeDefined();
  });
  it('may be dropped where there is none', () => {
    const browser = request();
    dropDraft(browser, 'none');
    expect(browser.session.drafts).toEqual({});
  });
  it('makes room for newer ones: twelve are kept', () => {
    const browser = request();
    const ids = Array.from({ length: 13 }, () => keepDraft(browser, typed, randomId));
    expect(ids.map((id) => draftOf(browser, id, typed) !== undefined)).toEqual([false, ...Array.from({ length: 12 }, () => true)]);
  });
  it('is asked for by one id in the address, and anything else asks for none', () => {
    expect(draftAskedFor(request({ draft: 'd1' }))).toBe('d1');
    expect(draftAskedFor(request())).toBe('');
    expect(draftAskedFor(request({ draft: ['d1', 'd2'] }))).toBe('');
  });
});
