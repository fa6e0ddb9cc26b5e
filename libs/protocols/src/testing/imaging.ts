import type { Protocol } from '../protocol.js';

const source = { says: 'Yearly for two years.', from: 'Made up for tests' };
const at = [12, 24].map((months) => ({ label: `${String(months)} months`, after: { months }, opensDaysBefore: 30 }));
const test = { kind: 'scan', name: 'Scan', analyte: 'scan', overdueAfterDays: 30, at, source };
const thenEvery = { months: 12, whileYoungerThan: 50, opensDaysBefore: 30 };
const sideQuestion = (side: 'left' | 'right') => ({
  question: side,
  asks: `What was done on the ${side}?`,
  options: [
    { answer: 'kept', says: 'Operated and kept' },
    { answer: 'removed', says: 'Removed' },
    { answer: 'untouched', says: 'Not operated' },
  ],
});

/** A made-up protocol of a scan of each side that is still there, read by its coded conclusion, with an end of its own. */
export const imaging: Protocol = {
  protocol: '11111111-2222-4333-8444-555555555555',
  name: 'imaging-for-tests',
  version: 1,
  title: 'Imaging for tests',
  cancer: 'Example',
  treatment: 'Surgery',
  anchorName: 'Date of surgery',
  draft: 'Made up for tests.',
  questions: [sideQuestion('left'), sideQuestion('right')],
  impossible: [
    {
      when: [
        { question: 'left', is: ['untouched'] },
        { question: 'right', is: ['untouched'] },
      ],
      says: 'At least one side was operated',
    },
  ],
  tests: [
    {
      ...test,
      side: 'both',
      thenEvery,
      onlyWhen: [
        { question: 'left', is: ['kept', 'untouched'] },
        { question: 'right', is: ['kept', 'untouched'] },
      ],
    },
    {
      ...test,
      side: 'left',
      thenEvery,
      onlyWhen: [
        { question: 'left', is: ['kept', 'untouched'] },
        { question: 'right', is: ['removed'] },
      ],
    },
    {
      ...test,
      side: 'right',
      thenEvery,
      onlyWhen: [
        { question: 'left', is: ['removed'] },
        { question: 'right', is: ['kept', 'untouched'] },
      ],
    },
  ],
  rules: [
    {
      kind: 'coded-report',
      analyte: 'scan',
      name: 'The coded conclusion of the scan',
      shortName: 'scan',
      reassuring: [
        { system: 'EX', code: 'S1', says: 'normal' },
        { system: 'EX', code: 'S2', says: 'harmless' },
      ],
      needsAction: [
        { system: 'EX', code: 'S3', says: 'unclear', seriousness: 2, reviewWithinWorkingDays: 2 },
        { system: 'EX', code: 'S4', says: 'suspicious', seriousness: 1, reviewWithinWorkingDays: 1 },
      ],
      unreadable: { seriousness: 3, reviewWithinWorkingDays: 2 },
      letterWithinDays: 14,
      source: { says: 'Four steps.', from: 'Made up for tests' },
    },
  ],
  closesAfter: { months: 24, source: { says: 'Two years.', from: 'Made up for tests' } },
  checkFirst: [],
};
