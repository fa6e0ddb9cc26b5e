import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.js';

describe('a log line', () => {
  it('is one JSON object with service, time, level, text and known fields', () => {
    const lines: string[] = [];
    createLogger('results', {
      level: 'info',
      destination: {
        write: (line) => {
          lines.push(line);
        },
      },
    }).warn('message waits for a person', { receipt: 7, rule: 'unit-unknown' });
    expect(JSON.parse(lines[0]!)).toMatchObject({
      service: 'results',
      level: 40,
      msg: 'message waits for a person',
      receipt: 7,
      rule: 'unit-unknown',
    });
  });
});
