/** A document as a store gives it out to be compared: its content as canonical text. */
export interface BuiltDocument {
  readonly collection: string;
  readonly id: string;
  readonly body: string;
}

/** How a document that runs is not what the history makes of it. Fields are named and never told: they are about patients. */
export interface Difference {
  readonly collection: string;
  readonly id: string;
  /** `missing` from what runs, `surplus` in it, or `different` from what the history makes. */
  readonly how: 'missing' | 'surplus' | 'different';
  readonly fields: readonly string[];
}

/** What comparing two builds of one read model found. */
export interface BuildsCompared {
  /** How many documents there are, of each collection that has one in either. */
  readonly documents: Readonly<Record<string, number>>;
  readonly differences: readonly Difference[];
}

/** What was found in one collection. */
export interface CollectionCompared {
  readonly name: string;
  readonly equal: number;
  readonly missing: number;
  readonly surplus: number;
  readonly different: number;
  readonly first?: Omit<Difference, 'collection'>;
}

/** A document among all of a read model. */
export const keyOf = ({ collection, id }: Pick<BuiltDocument, 'collection' | 'id'>): string => `${collection}/${id}`;

const contentOf = (body: string): Readonly<Record<string, unknown>> => JSON.parse(body) as Readonly<Record<string, unknown>>;

const fieldsBetween = (one: string, other: string): readonly string[] => {
  const [a, b] = [contentOf(one), contentOf(other)];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name])).sort();
};

const differenceOf = (running: BuiltDocument | undefined, rebuilt: BuiltDocument): Difference | undefined => {
  const { collection, id } = rebuilt;
  if (running === undefined) return { collection, id, how: 'missing', fields: [] };
  if (running.body === rebuilt.body) return undefined;
  return { collection, id, how: 'different', fields: fieldsBetween(running.body, rebuilt.body) };
};

const inOrder = (a: Difference, b: Difference): number => (keyOf(a) < keyOf(b) ? -1 : 1);

const counted = (documents: Iterable<BuiltDocument>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { collection } of documents) counts[collection] = (counts[collection] ?? 0) + 1;
  return counts;
};

/** Compares what runs with what the history makes of it, document by document. */
export const compareBuilds = (running: Iterable<BuiltDocument>, rebuilt: Iterable<BuiltDocument>): BuildsCompared => {
  const left = new Map([...running].map((document) => [keyOf(document), document]));
  const all = new Map(left);
  const differences: Difference[] = [];
  for (const document of rebuilt) {
    const key = keyOf(document);
    const difference = differenceOf(left.get(key), document);
    if (difference !== undefined) differences.push(difference);
    left.delete(key);
    all.set(key, document);
  }
  for (const { collection, id } of left.values()) differences.push({ collection, id, how: 'surplus', fields: [] });
  return { documents: counted(all.values()), differences: differences.sort(inOrder) };
};

/**
 * What differed at one look and differs at the next. Beside a system that runs, a document may be on its way while somebody looks;
 * one that was equal once is what the history makes of it.
 */
export const differingStill = (before: BuildsCompared, now: BuildsCompared): BuildsCompared => {
  const differed = new Set(before.differences.map(keyOf));
  return { documents: now.documents, differences: now.differences.filter((difference) => differed.has(keyOf(difference))) };
};

const collectionIn = (name: string, { documents, differences }: BuildsCompared): CollectionCompared => {
  const found = differences.filter(({ collection }) => collection === name);
  const many = (wanted: Difference['how']): number => found.filter(({ how }) => how === wanted).length;
  const [first] = found;
  return {
    name,
    equal: (documents[name] ?? 0) - found.length,
    missing: many('missing'),
    surplus: many('surplus'),
    different: many('different'),
    ...(first === undefined ? {} : { first: { id: first.id, how: first.how, fields: first.fields } }),
  };
};

/** What was found in each of some collections, also in those that are empty. */
export const readModelsIn = (names: readonly string[], compared: BuildsCompared): readonly CollectionCompared[] =>
  names.map((name) => collectionIn(name, compared));
