import { describe, expect, it } from '@jest/globals';
import { askedFor } from './asked-for.js';

const said = (path: string): readonly unknown[] => {
  const asked = askedFor(path);
  return [asked?.copy.name, asked?.id, asked?.page];
};

describe('what an address asks for', () => {
  it.each([
    ['/patients/p1', 'patients', 'p1', 'the patient page'],
    ['/patients/p1/history/export/pdf', 'patients', 'p1', 'an export of the history'],
    ['/letters/l1/page.pdf', 'letters', 'l1', 'a letter'],
    ['/tasks/t1', 'tasks', 't1', 'a task'],
    ['/calls/c1', 'calls', 'c1', 'a call'],
    ['/messages/results/m1', 'results_quarantine', 'm1', 'a message that waits'],
    ['/messages/registration/m1', 'registration_quarantine', 'm1', 'a message that waits'],
    ['/follow-ups/f1/suspension', 'follow_ups', 'f1', 'the form to suspend a follow-up'],
    ['/follow-ups/f1/missed-tests/t/call', 'follow_ups', 'f1', 'the form about a missed test'],
    ['/follow-ups/f1/undo', 'follow_ups', 'f1', 'the form to undo a start'],
  ])('%s is about somebody', (path, ...asked) => {
    expect(said(path)).toEqual(asked);
  });
  it.each([
    '/',
    '/worklist',
    '/patients',
    '/letters',
    '/administration/users/u1',
    '/constructor/x',
    '/messages/letters/m1',
    '/messages/results',
  ])('%s is about nobody', (path) => {
    expect(askedFor(path)).toBeUndefined();
  });
});
