import { describe, expect, it } from '@jest/globals';
import { filterOf, optionsOf, readCaseload } from './caseload.reading.js';

const read = (query: Readonly<Record<string, unknown>>) => readCaseload(query, ['nurses', 'others'], ['nurses']);

describe('what is asked of the caseload', () => {
  it('is one’s own team first, another by choice, and every team where it is asked or not known', () => {
    expect(read({}).team).toBe('nurses');
    expect(read({ team: 'others' }).team).toBe('others');
    expect(read({ team: 'every' }).team).toBe('');
    expect(read({ team: 'of another trust' }).team).toBe('');
    expect(readCaseload({}, ['nurses'], []).team).toBe('');
  });
  it('finds a family name as two systems spell it alike', () => {
    expect(filterOf(read({ team: 'every', name: 'o’bri' }))).toEqual({ family: { $gte: 'OBRI', $lt: 'OBRI~' } });
    expect(filterOf(read({}))).toEqual({ team: 'nurses' });
  });
  it('shows a page at a time, and the first for nonsense', () => {
    expect(optionsOf(read({ page: '3' }))).toMatchObject({ skip: 100, limit: 50 });
    expect(read({ page: '-2' }).page).toBe(1);
    expect(read({ page: 'x' }).page).toBe(1);
    expect(read({ page: ['2'] }).page).toBe(1);
  });
});
