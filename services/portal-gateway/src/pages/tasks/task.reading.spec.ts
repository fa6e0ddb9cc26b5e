import { describe, expect, it } from '@jest/globals';
import { errorsInGiving, readRecipient } from './task.reading.js';

describe('the form to give a task to somebody', () => {
  it('reads a person or a team, and nothing else', () => {
    expect(readRecipient('person:1f00')).toEqual({ person: '1f00' });
    expect(readRecipient('team:7e00')).toEqual({ team: '7e00' });
    expect(readRecipient('role:7e00')).toEqual({});
    expect(readRecipient('person:')).toEqual({});
  });
  it('asks for somebody and for a reason', () => {
    expect(errorsInGiving({}).map(({ field, text }) => [field, text])).toEqual([
      ['to', 'Choose who is to have the task'],
      ['reason', 'Enter your reason'],
    ]);
    expect(errorsInGiving({ to: 'person:1', reason: 'She knows him.' })).toEqual([]);
    expect(errorsInGiving({ to: 'person:1', reason: 'x'.repeat(2001) })).toHaveLength(1);
  });
});
