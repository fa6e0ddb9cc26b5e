import { describe, expect, it } from '@jest/globals';
import type { ReadingName } from '@rms/contracts';
import type { Protocol } from '@rms/protocols';
import { starterProtocol } from '@rms/protocols/starters';
import { imaging } from '@rms/protocols/testing';
import type { FollowUpCopy, ReadingCopy } from '../copies/follow-ups.projection.js';
import type { ResultCopy } from '../copies/results.projection.js';
import { byId, context, file, followUp, protocol, psa, reading, result, scan } from './patient-file.fixture.js';
import { testedOf } from './tested.model.js';

const radiotherapy = starterProtocol('prostate-after-radiotherapy');
const { limit: _, protocolLimit: __, ...unlimited } = followUp();
const tested = (
  by: Protocol | undefined,
  {
    results = [],
    readings = [],
    copy = unlimited,
  }: { results?: readonly ResultCopy[]; readings?: readonly ReadingCopy[]; copy?: FollowUpCopy } = {},
) => testedOf(file({ results }), { ...copy, readings: byId('result', ...readings) }, { protocol: by, whose: 'her', context });
const lowest = { value: 2.4, unit: 'ng/mL', source: 'protocol', nadir: { shown: '0.40', on: '2024-07-01', plus: 2 } } as const;

describe('what has been found by a test that measures', () => {
  it('is a chart and a table, with the limit and whose it is', () => {
    const [psa_] = tested(protocol, { copy: followUp(), results: [result('r1', psa('0.03', '2026-03-02'))], readings: [reading('r1')] });
    expect(psa_).toMatchObject({
      name: 'PSA',
      finding: 'PSA is under her limit',
      columns: { taken: 'Taken on', value: 'ng/mL', against: 'Against limit' },
      limitWords: 'Her limit is the protocol’s: 0.20 ng/mL.',
    });
    expect(psa_?.chart?.wide).toContain('Her limit 0.20');
  });
  it('says how a limit was counted, and draws the newest', () => {
    const [psa_] = tested(radiotherapy, {
      results: [result('r0', psa('0.40', '2024-07-01')), result('r1', psa('0.90', '2026-03-02'))],
      readings: [reading('r0', { sampledOn: '2024-07-01', limit: lowest }), reading('r1', { limit: lowest })],
    });
    expect(psa_?.limitWords).toBe('Her limit is 2.40 ng/mL: the lowest value since treatment, 0.40 ng/mL on 1 July 2024, plus 2.00.');
    expect(psa_?.chart?.wide).toContain('Her limit 2.40');
    expect(psa_?.chart?.narrow).toContain('Limit 2.40');
  });
  it('says that there is no limit before there is a result, and draws none', () => {
    const [psa_] = tested(radiotherapy);
    expect(psa_).toMatchObject({
      finding: 'No PSA result yet',
      limitWords: 'There is no limit yet: it is counted from results, as the lowest value since treatment plus 2.00 ng/mL.',
    });
    expect(psa_?.chart?.wide).toContain('No limit yet.');
    expect(psa_?.chart?.wide).not.toContain('NaN');
  });
  it('says a limit of the patient’s own beside how it is counted otherwise', () => {
    const limit = {
      value: 4,
      unit: 'ng/mL',
      source: 'personal',
      agreedBy: 'David Penrose',
      because: 'Known bounce',
      untilOn: '2026-12-01',
    } as const;
    expect(tested(radiotherapy, { copy: { ...unlimited, limit } })[0]?.limitWords).toBe(
      'Her own limit is 4.00 ng/mL, agreed by David Penrose, until 1 December 2026: Known bounce. The protocol’s is the lowest value since treatment plus 2.00 ng/mL.',
    );
  });
  it('has a doubling time after radiotherapy too', () =>
    expect(tested(radiotherapy, { results: [result('r0', psa('0.40', '2024-07-01'))] })[0]?.doubling).toBe(
      'Doubling time is not calculable: it needs 3 values of 0.1 or more since the lowest one and there is 1.',
    ));
});

describe('what has been found by a test that ends in a report', () => {
  it('is a table and no chart, with what its codes mean and no limit', () => {
    const [one] = tested(imaging, {
      results: [result('r1', scan('S4', 'right', '2026-03-02'))],
      readings: [reading('r1', { reading: 'report-needs-action', limit: undefined })],
    });
    expect(one).toMatchObject({
      name: 'Scan',
      finding: 'The last scan asks for action',
      columns: { taken: 'Done on', value: 'Report', against: 'Read as' },
      chart: undefined,
      doubling: '',
      limitWords:
        'Read by its code alone. Reassuring: S1 (normal), S2 (harmless). Asks for action: S3 (unclear), S4 (suspicious). Anything else goes to a clinician.',
    });
  });
  it.each<[ReadingName, string]>([
    ['report-reassuring', 'The last scan is reassuring'],
    ['cannot-be-interpreted', 'The last scan cannot be interpreted'],
    ['shown-only', 'The last scan is preliminary'],
  ])('read as %s is headed: %s', (name, finding) =>
    expect(
      tested(imaging, { results: [result('r1', scan('S1', 'left', '2026-03-02'))], readings: [reading('r1', { reading: name })] })[0]
        ?.finding,
    ).toBe(finding),
  );
  it('says nothing of PSA', () => expect(JSON.stringify(tested(imaging))).not.toMatch(/PSA/i));
});

describe('a protocol that is not known here', () => {
  it('still shows what has been read, and draws nothing', () =>
    expect(tested(undefined, { results: [result('r1', psa('0.1', '2026-03-02'))], readings: [reading('r1')] })).toMatchObject([
      { rows: [{ result: 'r1' }], chart: undefined },
    ]));
});

it('a protocol with several rules has a part for each', () =>
  expect(tested({ ...imaging, rules: [...protocol.rules, ...imaging.rules] }).map(({ name }) => name)).toEqual(['PSA', 'Scan']));
