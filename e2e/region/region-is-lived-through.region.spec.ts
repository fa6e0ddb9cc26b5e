import { beforeAll, describe, expect, it } from '@jest/globals';
import { historyOf, liveThrough, ofSoMany, type LivedRegion } from './lived-region.js';

const patients = 20;
const threeYearsMs = 240_000;

describe('three years of a small region', () => {
  let first: LivedRegion;
  let second: LivedRegion;
  beforeAll(async () => {
    first = await liveThrough(ofSoMany(patients));
    second = await liveThrough(ofSoMany(patients));
    // The region ends on the day on which it is told: past midnight it is another one.
    if (second.bornOn !== first.bornOn) first = await liveThrough(ofSoMany(patients));
  }, 3 * threeYearsMs);

  const types = (): ReadonlySet<string> => new Set(first.events.map(({ type }) => type));

  it('loses nobody, and holds everybody who ever was enrolled', () => {
    expect(first.sums.flatMap(({ exceptions }) => exceptions)).toEqual([]);
    expect(first.sums.reduce((sum, { everEnrolled }) => sum + everEnrolled, 0)).toBe(patients);
  });
  it('brings every message to one outcome, and parks nothing', () => {
    expect(first.outcomes.length).toBeGreaterThan(100);
    expect(first.outcomes.filter(({ outcome, effects }) => outcome === 'pending' || effects > 1)).toEqual([]);
    // One of yesterday is left to sort out.
    expect(first.outcomes.filter(({ outcome }) => outcome === 'quarantined')).toMatchObject([{ rule: 'identity-conflict' }]);
    expect(first.parked).toEqual([]);
  });
  it.each([
    ['a result that was corrected', ['ResultCorrected']],
    ['a result that was withdrawn', ['ResultRetracted', 'ReadingWithdrawn']],
    ['a result that a clinician looked at', ['ReviewOpened', 'ResultReviewed']],
    ['a clinic', ['RecallRequested', 'RecallBooked', 'RecallSettled']],
    ['records that were merged', ['PatientRetired', 'PatientAbsorbed']],
    ['a death', ['PatientDied', 'FollowUpEnded']],
    ['somebody who moved', ['DemographicsCorrected']],
    ['a test that was missed', ['TestBecameOverdue', 'LadderStepTaken']],
    ['a follow-up that is suspended', ['FollowUpSuspended']],
    ['an appointment that was not kept', ['TestBooked', 'TestNotAttended']],
    ['letters that arrived', ['LetterApproved', 'LetterHandedOver', 'LetterDelivered']],
    ['a letter that came back and was sent again', ['LetterReturned', 'LetterFollowedBy']],
    ['a message that a person had to sort out', ['MessageQuarantined', 'QuarantineSettled']],
    ['calls to the helpline', ['HelplineCallLogged', 'HelplineCallClosed']],
  ])('has %s', (_, facts) => {
    expect(facts.filter((fact) => !types().has(fact))).toEqual([]);
  });
  it('has the first two trusts share a laboratory', () => {
    const recorded = first.events.filter(({ type }) => type === 'ResultRecorded');
    const trustsOf = Map.groupBy(recorded, ({ metadata }) => metadata['actor'] ?? '');
    const shared = [...trustsOf.values()].map((events) => new Set(events.map(({ metadata }) => metadata['trust'])));
    expect(shared.some((trusts) => trusts.size === 2)).toBe(true);
  });
  it('leaves the staff something to do, and not everything', () => {
    expect(first.waiting.length).toBeGreaterThan(0);
    expect(first.waiting.length).toBeLessThan(patients);
  });
  it('is the same history when it is told again, but for ids and the pace of the machine', () => {
    expect(historyOf(second)).toEqual(historyOf(first));
  });
});
