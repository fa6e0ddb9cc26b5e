import { describe, expect, it } from '@jest/globals';
import { starterProtocol } from './embedded/starter-protocols.js';
import { readProtocol, type Protocol } from './index.js';
import { imaging } from './testing/index.js';

const prostate = starterProtocol('prostate-after-prostatectomy');
const [psa, psaRule] = [prostate.tests[0]!, prostate.rules[0]!];
const [scan, scanRule] = [imaging.tests[0]!, imaging.rules[0]! as Extract<Protocol['rules'][number], { kind: 'coded-report' }>];
const refusal = (content: unknown): string => {
  try {
    readProtocol(content);
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a protocol file', () => {
  it('is taken when it is sound', () => expect([refusal(prostate), refusal(imaging)]).toEqual(['taken', 'taken']));

  it.each<[string, unknown, string]>([
    ['a limit below zero', { ...prostate, rules: [{ ...psaRule, limit: -1 }] }, 'rules.0.limit “-1”: Too small: expected number to be >0'],
    ['no source of a test', { ...prostate, tests: [{ ...psa, source: undefined }] }, 'tests.0.source “absent”: is missing'],
    ['no source of a rule', { ...prostate, rules: [{ ...psaRule, source: undefined }] }, 'rules.0.source “absent”: is missing'],
    [
      'a kind of rule nobody knows',
      { ...prostate, rules: [{ ...psaRule, kind: 'gut-feeling' }] },
      'rules.0.kind “gut-feeling”: has none of the shapes that it may have',
    ],
    ['a blank source', { ...prostate, rules: [{ ...psaRule, source: { says: ' ', from: ' ' } }] }, 'rules.0.source.says “ ”: says nothing'],
    ['a field nobody knows', { ...prostate, surprise: 1 }, 'surprise “1”: is not a field of a protocol'],
  ])('is refused for its shape: %s', (_, content, says) => expect(refusal(content)).toContain(says));

  const limitRule = psaRule as Extract<Protocol['rules'][number], { kind: 'confirmed-limit' }>;
  const ruled = (more: object): Protocol => ({ ...prostate, rules: [{ ...limitRule, ...more }] });
  const tested = (more: object): Protocol => ({ ...prostate, tests: [{ ...psa, ...more }] });
  it.each<[string, Protocol, string]>([
    ['a test that is never missed', tested({ overdueAfterDays: 99_999 }), 'tests.0.overdueAfterDays “99999”: a test would not be missed'],
    [
      'a window of years',
      tested({ at: [{ label: 'x', after: { months: 6 }, opensDaysBefore: 9999 }] }),
      'tests.0.at.0.opensDaysBefore “9999”: a sample of half a year before would count',
    ],
    ['a test after a lifetime', tested({ at: [{ label: 'x', after: { months: 601 }, opensDaysBefore: 0 }] }), 'more than fifty years'],
    [
      'a review in forty years',
      ruled({ confirmed: { ...limitRule.confirmed, reviewWithinWorkingDays: 10_000 } }),
      'rules.0.confirmed.review',
    ],
    [
      'a repeat in two centuries',
      ruled({ first: { ...limitRule.first, repeatWithinWeeks: 9999 } }),
      'rules.0.first.repeatWithinWeeks “9999”',
    ],
    ['a letter in a year', ruled({ letterWithinDays: 365 }), 'rules.0.letterWithinDays “365”: nobody would be told'],
    ['a personal limit under its own', ruled({ personalLimitAtMost: 0.1 }), 'rules.0.personalLimitAtMost “0.1”: it is under'],
    [
      'a second rise that matters less',
      ruled({ confirmed: { ...limitRule.confirmed, seriousness: 5 } }),
      'rules.0.confirmed.seriousness “5”',
    ],
    [
      'a doubling time of nothing',
      { ...prostate, doublingTime: { ...prostate.doublingTime!, atLeast: -1 } },
      'doublingTime.atLeast “-1”: only values above nought',
    ],
  ])('is refused for a figure that cannot be meant: %s', (_, content, says) => expect(refusal(content)).toContain(says));

  it.each<[string, Protocol, string]>([
    ['a unit of a test', { ...prostate, tests: [{ ...psa, unit: 'ng/mLL' }] }, 'tests.0.unit “ng/mLL”: is not a unit that is known'],
    [
      'a unit of a rule',
      { ...prostate, rules: [{ ...psaRule, unit: 'ng per mL' } as never] },
      'rules.0.unit “ng per mL”: is not a unit that is known',
    ],
    [
      'another unit than its test',
      { ...prostate, rules: [{ ...psaRule, unit: 'U/L' } as never] },
      'rules.0.unit “U/L”: its test is measured in “ng/mL”',
    ],
    [
      'a limit of what has no unit',
      { ...prostate, tests: [{ ...psa, unit: undefined }] },
      'rules.0.unit “ng/mL”: its test is measured in “no unit”',
    ],
    ['a rule that no test measures', { ...prostate, rules: [psaRule, scanRule] }, 'rules.1.analyte “scan”: no test measures it'],
    [
      'a test that no rule reads',
      { ...prostate, tests: [psa, { ...scan, onlyWhen: undefined }] },
      'tests.1.analyte “scan”: no rule reads it',
    ],
    ['two rules of one analyte', { ...prostate, rules: [psaRule, psaRule] }, 'rules “psa”: two rules read it'],
    [
      'a doubling time of a report',
      { ...imaging, doublingTime: { ...prostate.doublingTime!, analyte: 'scan' } },
      'doublingTime.analyte “scan”',
    ],
    [
      'a label twice',
      { ...prostate, tests: [{ ...psa, at: [psa.at[0]!, psa.at[0]!] }] },
      'tests “psa, 6 weeks”: one patient would have two tests',
    ],
    [
      'a label twice for some answers',
      { ...imaging, tests: [...imaging.tests, { ...scan, onlyWhen: [{ question: 'left', is: ['kept'] }] }] },
      'tests “scan, 12 months”',
    ],
    [
      'a code in both lists',
      { ...imaging, rules: [{ ...scanRule, needsAction: [{ ...scanRule.needsAction[0]!, code: 'S1' }] }] },
      'rules.0 “S1 of EX”: the code stands twice',
    ],
    [
      'a question that nothing depends on',
      { ...imaging, questions: [...imaging.questions!, { ...imaging.questions![0]!, question: 'hat' }] },
      'questions.2.question “hat”: no test depends on it',
    ],
    [
      'a question twice',
      { ...imaging, questions: [...imaging.questions!, imaging.questions![0]!] },
      'questions “left”: the question stands twice',
    ],
    [
      'an answer twice',
      {
        ...imaging,
        questions: [
          { ...imaging.questions![0]!, options: [...imaging.questions![0]!.options, { answer: 'kept', says: 'Kept' }] },
          imaging.questions![1]!,
        ],
      },
      'questions.0.options “kept”',
    ],
    [
      'two answers that read the same',
      {
        ...imaging,
        questions: [
          { ...imaging.questions![0]!, options: [...imaging.questions![0]!.options, { answer: 'more', says: 'Removed' }] },
          imaging.questions![1]!,
        ],
      },
      'questions.0.options “Removed”',
    ],
    [
      'a condition on what is not asked',
      { ...imaging, tests: [{ ...scan, onlyWhen: [{ question: 'middle', is: ['kept'] }] }, ...imaging.tests.slice(1)] },
      'tests.0.onlyWhen “middle”: it is not asked',
    ],
    [
      'a condition on no answer',
      { ...imaging, impossible: [{ when: [{ question: 'left', is: ['burnt'] }], says: 'No' }] },
      'impossible.0.when “burnt”: it is no answer to left',
    ],
    [
      'nobody to hold a patient without tests',
      { ...imaging, closesAfter: undefined },
      'closesAfter “absent”: a patient of whom no test is asked',
    ],
    [
      'going on from weeks',
      { ...imaging, tests: imaging.tests.map((test) => ({ ...test, at: [{ label: 'x', after: { weeks: 6 }, opensDaysBefore: 0 }] })) },
      'tests.0.thenEvery “12”',
    ],
    [
      'more questions than anybody can check',
      { ...imaging, questions: 'abcdefg'.split('').map((question) => ({ ...imaging.questions![0]!, question })) },
      'questions “7”: its questions can be answered in more than 500 ways',
    ],
  ])('is refused for what it says: %s', (_, content, says) => expect(refusal(content)).toContain(says));

  it('is refused with everything that is wrong at once', () => {
    const message = refusal({ ...prostate, rules: [{ ...psaRule, unit: 'bushel' }], tests: [{ ...psa, unit: 'peck' }] });
    expect(message).toContain('“bushel”');
    expect(message).toContain('“peck”');
  });
});
