import { describe, expect, it } from '@jest/globals';
import { noMissedTests } from '../copies/missed-tests.js';
import { followUpModel } from './follow-up.model.js';
import { context, file, followUp, on } from './patient-file.fixture.js';

describe('a follow-up that is suspended', () => {
  const suspended = followUp({ missed: { ...noMissedTests, suspension: { reviewOn: '2026-03-22', reason: 'Abroad' } } });
  it.each([
    ['2026-03-21', 'Suspended, review on 22 March 2026', 'No test is asked for until then'],
    ['2026-03-22', 'Suspended, review on 22 March 2026', 'No test is asked for until somebody decides'],
    ['2026-04-10', 'Suspended, review was due on 22 March 2026', 'No test is asked for until somebody decides'],
  ])('says on %s until when no test is asked for', (today, words, until) =>
    expect(followUpModel(file(), suspended, { ...context, today: on(today) }).suspended).toEqual({ words, until, reason: 'Abroad' }),
  );
});
