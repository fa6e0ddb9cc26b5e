/** One timed piece of work of one contender. */
export interface Timed {
  /** Messages or events a second. */
  readonly rate: number;
  /** CPU-seconds, of all its threads, for 1,000 of them. */
  readonly cpuPerThousand: number;
  /** Durable commits for one of them. */
  readonly commitsPerMessage: number;
}

export type Round<Name extends string> = Readonly<Record<Name, Timed>>;

export interface Rounds {
  readonly rounds: number;
  /** Run before them and forgotten. */
  readonly warmUp: number;
}

/**
 * Runs every contender once a round, A B B A …: the order turns round each time, so that a machine that grows slower or faster
 * favours nobody.
 */
export const interleaved = async <Name extends string>(
  names: readonly Name[],
  { rounds, warmUp }: Rounds,
  run: (name: Name, round: number) => Promise<Timed>,
): Promise<readonly Round<Name>[]> => {
  const done: Round<Name>[] = [];
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const of: Partial<Record<Name, Timed>> = {};
    for (const name of round % 2 === 0 ? names : names.toReversed()) of[name] = await run(name, round);
    if (round >= warmUp) done.push(of as Round<Name>);
  }
  return done;
};
