import { addDays, londonDateOf, parseInstant, type CivilDate } from '@rms/nhs';

/** A stored fact, as far as a missed test is concerned. */
export interface LadderFact {
  readonly stream: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly data: {
    readonly test?: string;
    readonly step?: string;
    readonly on?: string;
    readonly by?: string;
    readonly about?: unknown;
    readonly tests?: readonly { readonly test: string; readonly overdueAfter: string }[];
  };
}

const steps = ['overdue', 'reminder', 'second-reminder', 'telephone', 'clinician'] as const;
const dayOf = (instant: string): string => {
  const read = parseInstant(instant);
  return read === undefined ? '' : londonDateOf(read);
};
/** What was done about the missed tests of one follow-up, in the order in which it was recorded. */
const takenIn = (facts: readonly LadderFact[]) =>
  facts.flatMap(({ type, data, recordedAt }) => {
    const { test = '', on = dayOf(recordedAt), by } = data;
    if (type === 'TestBecameOverdue') return [{ test, step: 'overdue', on, by: on }];
    return type === 'LadderStepTaken' ? [{ test, step: data.step ?? '', on, by }] : [];
  });

const ladderAmiss = (facts: readonly LadderFact[]): readonly string[] => {
  const taken = takenIn(facts);
  const [first] = taken;
  if (first === undefined) return ['nobody noticed its missed test'];
  const told = taken.map(({ step }) => step);
  if (taken.some(({ test }) => test !== first.test) || told.join() !== steps.join()) return [`took ${told.join(', ')}`];
  const planned = facts.find(({ type }) => type === 'FollowUpStarted')?.data.tests?.find(({ test }) => test === first.test);
  const overdueOn = planned === undefined ? '' : addDays(planned.overdueAfter as CivilDate, 1);
  const began = first.on === overdueOn ? [] : [`was overdue from ${overdueOn}, which was noticed on ${first.on}`];
  const late = taken
    .slice(1)
    .flatMap(({ step, on }, n) => (on === taken[n]?.by ? [] : [`${step} was due on ${String(taken[n]?.by)} and taken on ${on}`]));
  const reviews = facts.filter(({ type, data }) => type === 'ReviewOpened' && data.about === 'test-missed').length;
  return [...began, ...late, ...(reviews === 1 ? [] : [`asked a clinician ${String(reviews)} times`])];
};

/** Everything that is wrong with ladders that were climbed to their end: a step missed, taken twice, or on another day. One sentence each. */
export const laddersAmiss = (facts: readonly LadderFact[]): readonly string[] =>
  [...Map.groupBy(facts, ({ stream }) => stream)]
    .filter(([stream]) => stream.startsWith('pathway.follow-up-'))
    .flatMap(([stream, those]) => ladderAmiss(those).map((finding) => `${stream} ${finding}`));
