import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@rms/event-sourcing';
import { httpPublishedHistory } from './http-published-history.js';

const stream = 'results.result-00000000-0000-4000-8000-000000000001';
const unreadable = { unreadable: { stream, position: 7, trust: 'ZT001', time: '2026-03-04T09:00:00.000Z', why: 'a shape of tomorrow' } };

describe('the published history of a service in another process', () => {
  let server: Server | undefined;
  const asked: string[] = [];
  afterEach(async () => {
    asked.length = 0;
    await new Promise((resolve) => {
      server?.close(resolve);
      server?.closeAllConnections();
    });
  });
  const historyOf = async (answer: RequestListener, fetchWithinMs = 1000) => {
    const open = createServer((request, response) => {
      asked.push(`${request.headers.authorization ?? 'nobody'} ${request.url ?? ''}`);
      answer(request, response);
    });
    server = open;
    await new Promise<void>((resolve) => {
      open.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${String((open.address() as AddressInfo).port)}`;
    return httpPublishedHistory({ service: 'results', url, token: () => Promise.resolve('good'), fetchWithinMs });
  };
  const saying =
    (body: unknown, status = 200): RequestListener =>
    (_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
    };

  it('is read by position and by stream, with a token of the one who asks', async () => {
    const page = { deliveries: [unreadable], through: 9, atEnd: true };
    const history = await historyOf(saying(page));
    expect(await history.since(3, 100)).toEqual(page);
    expect(await history.ofStream(stream, 2)).toEqual([unreadable]);
    expect(asked).toEqual(['Bearer good /published/since/3?limit=100', `Bearer good /published/stream/${stream}?after=2`]);
  });

  it.each([
    ['an answer that is a refusal', saying({ refusal: 'not-found' }, 404), 'it answered 404'],
    ['an answer that is no JSON', saying('<html>'), 'is not available now'],
    ['an answer of another shape', saying({ deliveries: [], through: '9', atEnd: true }), 'its answer has another shape'],
    ['no answer in time', () => undefined, 'timeout'],
    ['a way to somewhere else', saying('', 302), 'is not available now'],
  ])('is away for now with %s', async (_, answer, why) => {
    const history = await historyOf(answer, 100);
    await expect(history.since(0, 10)).rejects.toThrow(StoreUnavailable);
    await expect(history.since(0, 10)).rejects.toThrow('The published history of results is not available now');
    await expect(history.since(0, 10)).rejects.toThrow(why);
  });

  it('is away for now where nobody listens, or there is no token', async () => {
    const door = { service: 'results', url: 'http://127.0.0.1:1' };
    await expect(httpPublishedHistory({ ...door, token: () => Promise.resolve('good') }).ofStream(stream, 0)).rejects.toThrow(
      StoreUnavailable,
    );
    await expect(httpPublishedHistory({ ...door, token: () => Promise.reject(new Error('no issuer')) }).since(0, 1)).rejects.toThrow(
      'no issuer',
    );
  });
});
