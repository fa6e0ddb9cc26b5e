import { describe, expect, it } from '@jest/globals';
import { story, streams } from './story.fixture.js';
import { folded } from './told.fixture.js';
import { certificates, sweeps } from './watch.projection.js';

const of = (stream: string) => story().all.filter((message) => message.subject === stream);

describe('what the gateway knows of the watch', () => {
  it('is the newest sweep by the time it finished, in whatever order two are heard of', () => {
    expect(folded(sweeps, of(streams.sweep))).toEqual({ at: '2026-03-04T10:00:00.000Z', followUps: 1, exceptions: 1 });
  });
  it('is each certificate as it was signed', () => {
    const { on, issued } = folded(certificates, of(streams.certificate));
    expect([on, issued?.statement.everEnrolled, issued?.signature]).toEqual(['2026-03-03', 1, 'c2lnbmVk']);
  });
});
