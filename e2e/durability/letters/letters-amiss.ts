/** A stored fact, as far as a letter is concerned. */
export interface LetterFact {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  /** The fact it was a reaction to, where that is known: of two decisions the same may be told, of one only once. */
  readonly causationId?: string;
  readonly data: {
    readonly followUp?: string;
    readonly about?: string;
    readonly to?: unknown;
    readonly owner?: { readonly team?: string };
  };
}
/** What the carrier’s own register says that he was given, and how often. */
export interface OnTheShelf {
  readonly key: string;
  readonly timesGiven: number;
}
/** How a letter stands by what its facts say. */
export interface Standing {
  readonly letter: string;
  readonly news: string;
  readonly isApproved: boolean;
  /** The key under which the carrier was to be called. */
  readonly keys: readonly string[];
  readonly end: 'none' | 'handed-over' | 'accepted' | 'proven' | 'not-sent' | 'unknown';
  readonly needsSomebody: boolean;
}

const nothing: Omit<Standing, 'letter'> = { news: '', isApproved: false, keys: [], end: 'none', needsSomebody: false };
const newsIn = ({ causationId, data: { followUp = '', about = '', to } }: LetterFact): string =>
  `${about} of ${followUp} to ${String(to)}${causationId === undefined ? '' : ` because of ${causationId}`}`;
const after = (before: Standing, fact: LetterFact): Standing => {
  switch (fact.type) {
    case 'LetterOwed':
      return { ...before, news: newsIn(fact) };
    case 'LetterApproved':
      return { ...before, isApproved: true };
    case 'LetterHandedOver':
      return { ...before, keys: [...before.keys, fact.id], end: 'handed-over' };
    case 'LetterAccepted':
      return { ...before, end: 'accepted' };
    case 'LetterDispatched':
    case 'LetterDelivered':
      return { ...before, end: 'proven' };
    case 'LetterReturned':
    case 'LetterRefused':
      return { ...before, end: 'not-sent' };
    case 'LetterOutcomeUnknown':
      return { ...before, end: 'unknown' };
    case 'LetterNeedsSomebody':
      return { ...before, needsSomebody: true };
    case 'LetterAttendedTo':
      return { ...before, needsSomebody: false };
    default:
      return before;
  }
};

/** How every letter stands at the end of a history. */
export const standings = (facts: readonly LetterFact[]): readonly Standing[] => {
  const found = new Map<string, Standing>();
  for (const fact of facts) {
    if (!fact.stream.startsWith('letters.letter-')) continue;
    const letter = fact.stream.slice(-36);
    found.set(letter, after(found.get(letter) ?? { letter, ...nothing }, fact));
  }
  return [...found.values()];
};

/** The letters for which a task is open that a team has. */
const heldByATeam = (facts: readonly LetterFact[]): readonly string[] => {
  const opened = facts.filter(({ type, data }) => type === 'TaskOpened' && data.owner?.team !== undefined);
  const closed = new Set(facts.filter(({ type }) => type === 'TaskClosed').map(({ stream }) => stream));
  return opened.filter(({ stream }) => !closed.has(stream)).map(({ data }) => data.about ?? '');
};

const sentTwice = (letters: readonly Standing[], shelf: readonly OnTheShelf[]): readonly string[] => {
  const keys = new Map(letters.flatMap(({ letter, keys: own }) => own.map((key) => [key, letter] as const)));
  return [
    ...shelf.flatMap(({ key, timesGiven }) =>
      timesGiven === 1 ? [] : [`letter ${keys.get(key) ?? key} was given to the carrier ${String(timesGiven)} times`],
    ),
    ...shelf.flatMap(({ key }) => (keys.has(key) ? [] : [`the carrier has something that nobody handed over: ${key}`])),
    ...letters.flatMap(({ letter, keys: own }) => (own.length > 1 ? [`letter ${letter} was handed over ${String(own.length)} times`] : [])),
  ];
};

const toldTwice = (letters: readonly Standing[]): readonly string[] =>
  [...Map.groupBy(letters, ({ news }) => news)].flatMap(([news, those]) =>
    those.length > 1 ? [`${news}: ${String(those.length)} letters`] : [],
  );

/** What stands with the carrier stands here, or with a person; what is said to be with him is. */
const disagrees = (letters: readonly Standing[], shelf: readonly OnTheShelf[]): readonly string[] => {
  const given = new Set(shelf.map(({ key }) => key));
  return letters.flatMap(({ letter, keys: [key = ''], end, needsSomebody }) => {
    if ((end === 'accepted' || end === 'proven') && !given.has(key))
      return [`letter ${letter} is said to be with the carrier, who has none`];
    if (given.has(key) && end === 'handed-over') return [`letter ${letter} is with the carrier, and nobody knows`];
    return end === 'unknown' && !needsSomebody ? [`nobody is to find out what became of letter ${letter}`] : [];
  });
};

const lost = (letters: readonly Standing[], facts: readonly LetterFact[]): readonly string[] => {
  const held = heldByATeam(facts);
  return letters.flatMap(({ letter, isApproved, end, needsSomebody }) => {
    if (isApproved && !needsSomebody && (end === 'none' || end === 'handed-over'))
      return [`letter ${letter} was approved and went nowhere`];
    if (end === 'not-sent' && !needsSomebody) return [`letter ${letter} did not arrive, and nobody is told`];
    const tasks = held.filter((about) => about === letter).length;
    return needsSomebody && tasks !== 1 ? [`letter ${letter} needs somebody and has ${String(tasks)} open tasks`] : [];
  });
};

/** Everything that is wrong with the letters of a history, held against what the carrier was given: one sentence each. */
export const lettersAmiss = (facts: readonly LetterFact[], shelf: readonly OnTheShelf[]): readonly string[] => {
  const letters = standings(facts);
  return [...sentTwice(letters, shelf), ...toldTwice(letters), ...disagrees(letters, shelf), ...lost(letters, facts)];
};
