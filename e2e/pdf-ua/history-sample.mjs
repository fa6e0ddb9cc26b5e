import { historySource } from '@rms/portal-gateway';

const event = (n) => ({
  n,
  sentence: `PSA 0.0${String(n % 10)} ug/L, sample of ${String((n % 28) + 1)} March 2026, was read: under the limit of 0.20, which holds since the start of follow-up.`,
  happened: `${String((n % 28) + 1)} March 2026`,
  recorded: `${String((n % 28) + 1)} March 2026, 09:15:0${String(n % 10)}`,
  ...(n % 7 === 0 ? { late: '3 days after it happened' } : {}),
  actor: n % 3 === 0 ? 'Ruth Adeyemi' : 'The system',
  role: n % 3 === 0 ? 'Clinical nurse specialist' : '',
});
const historyOf = (typeset, count) =>
  typeset(historySource, {
    service: 'Remote monitoring, training',
    trust: 'Northmoor Hospitals (ZT001)',
    patient: { name: 'George Allan', born: '12 May 1957', nhsNumber: '999 000 4129' },
    asOf: '22 November 2026, 10:00:00',
    by: 'Priya Nair',
    position: 16476,
    events: Array.from({ length: count }, (_, index) => event(index + 1)),
    lines: '{"format":1}\n'.repeat(count + 1),
    fileName: 'history-ZT001-at-16476.jsonl',
  });

/** A patient's history to read, with the file that proves it attached: of nothing, and over several pages. */
export const historySamples = (typeset) => ({ 'history-empty.pdf': historyOf(typeset, 0), 'history.pdf': historyOf(typeset, 60) });
