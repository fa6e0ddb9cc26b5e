import { describe, expect, it } from '@jest/globals';
import type { Response } from 'express';
import type { ServiceDefinition } from './definition.js';
import { HealthController } from './standard.controller.js';

const asked: string[] = [];
const documents = {
  every: (collection: string) => {
    asked.push(collection);
    return Promise.resolve([{ _id: 'results.result-1', trust: '*', stream: 'results.result-1' }]);
  },
  dump: () => {
    throw new Error('The whole read model was asked for.');
  },
} as unknown as ServiceDefinition['documents'];

describe('whether a service is ready', () => {
  it('asks for the parked streams alone: an orchestrator asks every few seconds, however large the read model is', async () => {
    const statuses: number[] = [];
    const health = new HealthController(
      { name: 'results', documents } as ServiceDefinition,
      () => undefined,
      () => Promise.resolve({ waitsFor: [], without: [] }),
    );
    const answer = await health.ready({ status: (code: number) => statuses.push(code) } as unknown as Response);
    expect(answer).toMatchObject({ ready: false, waitsFor: ['its place on the bus'], parked: ['results.result-1'] });
    expect([asked, statuses]).toEqual([['parked_streams'], [503]]);
  });
});
