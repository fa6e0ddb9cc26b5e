import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findingsIn, type SafetyFile } from './findings.js';
import type { Control, Hazard } from './hazard.js';
import { matrixShape } from './risk-matrix.js';

const matrix = matrixShape.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'clinical-safety', 'risk-matrix.json'), 'utf8')),
);
// Numbers of what is not there are put together here: whoever looks for names of hazards in this repository must not find them.
const haz = (number: string): string => `HAZ-${number}`;
const ctl = (number: string): string => `CTL-${number}`;
const inv = (number: string): string => `INV-${number}`;

const control: Control = {
  id: ctl('001'),
  type: 'design',
  text: 'A message is on disk before it is acknowledged.',
  status: 'in-place',
  introduces: [],
  verification: { implementation: ['a.spec.ts › is stored first'], effectiveness: ['a.spec.ts › is there after a kill'] },
};
const hazard: Hazard = {
  id: haz('001'),
  title: 'A result is lost',
  conditions: ['fault'],
  causes: [{ id: 'C1', text: 'The process ends between two steps.' }],
  effect: 'Nobody sees the result of the patient.',
  harm: 'A recurrence is found late.',
  invariants: [inv('01')],
  initial: { severity: 5, likelihood: 3, risk: 4 },
  controls: [control],
  residual: { severity: 5, likelihood: 2, risk: 4, restsOn: [ctl('001')], justification: 'Shown by tests with a planted fault.' },
  status: 'open',
  csoApproval: { version: null, name: null, registration: null, date: null },
};
const specs: Readonly<Record<string, readonly string[]>> = {
  'a.spec.ts': ['a message › is stored first', 'a message › is there after a kill', 'another › is there after a kill and a start'],
  'b.durability.spec.ts': ['a system › keeps everything'],
};
const file = (change: Partial<SafetyFile> = {}, ...hazards: readonly object[]): SafetyFile => ({
  matrix,
  hazards: new Map((hazards.length === 0 ? [hazard] : hazards).map((one) => [(one as Hazard).id, one])),
  invariants: [inv('01')],
  titlesIn: (spec) => specs[spec],
  mentions: [{ file: 'README.md', ids: [haz('001'), ctl('001'), inv('01')] }],
  everAdded: [haz('001')],
  ...change,
});
const having = (change: Partial<Hazard>): SafetyFile => file({}, { ...hazard, ...change });
const controlled = (change: Partial<Control>): SafetyFile => having({ controls: [{ ...control, ...change }] });
const verified = (change: Partial<Control['verification']>): SafetyFile =>
  controlled({ verification: { ...control.verification, ...change } });

describe('the safety file', () => {
  it('has nothing wrong with it when every claim holds', () => expect(findingsIn(file())).toEqual([]));

  it.each<readonly [string, SafetyFile, string]>([
    ['a wrong risk', having({ initial: { severity: 5, likelihood: 2, risk: 3 } }), 'the initial risk is 3, and the matrix says 4'],
    [
      'a wrong residual risk',
      having({ residual: { ...hazard.residual, likelihood: 1, risk: 2 } }),
      'the residual risk is 2, and the matrix says 3',
    ],
    ['a residual risk that is worse', having({ residual: { ...hazard.residual, likelihood: 4, risk: 5 } }), 'worse than the initial one'],
    ['a spec that is not there', verified({ implementation: ['gone.spec.ts › is stored first'] }), 'there is no gone.spec.ts'],
    [
      'a test that is not there',
      verified({ effectiveness: ['a.spec.ts › survives everything'] }),
      '0 tests are called “survives everything”',
    ],
    ['a title that two tests have', verified({ effectiveness: ['a.spec.ts › is there after'] }), '2 tests are called'],
    [
      'one test in both lists',
      verified({ implementation: ['a.spec.ts › is there after a kill'] }),
      'cannot show both that it is there and that it works',
    ],
    ['a claim that nothing shows to be there', verified({ implementation: [] }), 'no test of npm test shows that it is there'],
    ['a claim that nothing shows to work', verified({ effectiveness: [] }), 'no test of npm test shows that it works'],
    [
      'a claim that only the durability test shows',
      verified({ effectiveness: ['b.durability.spec.ts › keeps everything'] }),
      'no test of npm test shows that it works',
    ],
    ['a plan that names tests', controlled({ status: 'planned' }), 'is planned, and names tests'],
    [
      'a residual risk that counts a plan',
      controlled({ status: 'planned', verification: { implementation: [], effectiveness: [] } }),
      'which is not in place',
    ],
    ['a lower risk that counts nothing', having({ residual: { ...hazard.residual, restsOn: [] } }), 'counts no control'],
    ['a transfer to nobody', controlled({ status: 'transferred' }), 'only what is transferred says to whom'],
    ['half an approval', having({ csoApproval: { ...hazard.csoApproval, name: 'Somebody' } }), 'an approval has a version'],
    ['a hazard closed by nobody', having({ status: 'closed' }), 'only a Clinical Safety Officer closes a hazard'],
    ['a field that is none', file({}, { ...hazard, severity: 5 }), 'Unrecognized key'],
    ['a reference that names no test', verified({ effectiveness: ['npm run test:durability'] }), 'Invalid string'],
    ['a hazard that is not there', file({ mentions: [{ file: 'a.ts', ids: [haz('099')] }] }), `a.ts names ${haz('099')}`],
    ['a control that is not there', file({ mentions: [{ file: 'a.ts', ids: [ctl('099')] }] }), `a.ts names ${ctl('099')}`],
    ['an invariant that is not there', having({ invariants: [inv('99')] }), `names ${inv('99')}`],
    ['a control that introduces what is not there', controlled({ introduces: [haz('099')] }), `names ${haz('099')}`],
    ['a number left out', file({}, hazard, { ...hazard, id: haz('003') }), 'have a gap or a repeat before 3'],
    ['a hazard that was deleted', file({ everAdded: [haz('001'), haz('002')] }), `${haz('002')} was there and is gone`],
    ['a file with another hazard in it', file({ hazards: new Map([[haz('002'), hazard]]) }), `${haz('002')}.json holds another hazard`],
    [
      'one id for two controls',
      file({}, hazard, { ...hazard, id: haz('002'), controls: [{ ...control, text: 'Something else altogether.' }] }),
      'is another control elsewhere',
    ],
  ])('is refused with %s', (_, wrong, finding) => expect(findingsIn(wrong).join('\n')).toContain(finding));
});
