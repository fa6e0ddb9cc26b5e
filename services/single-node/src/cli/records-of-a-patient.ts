import type { StoredEvent } from '@rms/event-sourcing';

/** A person at a trust: the record he lives under, and every record that was merged into it. */
export interface Found {
  readonly trust: string;
  readonly patient: string;
  readonly records: readonly string[];
}

const dataOf = (event: StoredEvent): Record<string, unknown> => JSON.parse(Buffer.from(event.data).toString()) as Record<string, unknown>;

const isOfAClaim = ({ type }: StoredEvent): boolean => type === 'IdentifierClaimed' || type === 'IdentifierReleased';

/** Who holds an NHS number, at each trust, from the history alone. */
export const recordsWith = (history: readonly StoredEvent[], nhsNumber: string): readonly Found[] => {
  const into = new Map(
    history.filter((event) => event.type === 'PatientRetired').map((event) => [event.stream.slice(-36), String(dataOf(event)['into'])]),
  );
  const survivorOf = (id: string): string => {
    const seen = new Set<string>();
    let current = id;
    while (into.has(current) && !seen.has(current)) {
      seen.add(current);
      current = into.get(current) ?? current;
    }
    return current;
  };
  // One stream for each number of a trust: whoever claimed it last has it, unless he let it go.
  const holders = new Map<string, Pick<Found, 'trust' | 'patient'>>();
  for (const event of history.filter(isOfAClaim)) {
    const { authority, id, patient } = dataOf(event);
    if (authority !== 'NHS' || id !== nhsNumber) continue;
    if (event.type === 'IdentifierReleased') holders.delete(event.stream);
    else holders.set(event.stream, { trust: event.metadata['trust'] ?? '', patient: survivorOf(String(patient)) });
  }
  return [...holders.values()].map((one) => ({
    ...one,
    records: [one.patient, ...[...into.keys()].filter((id) => survivorOf(id) === one.patient)],
  }));
};

// A call from somebody unknown, and its task, were born about nobody; about whom they are was found out later.
const linkedTo = (history: readonly StoredEvent[], records: readonly string[]): ReadonlySet<string> =>
  new Set(
    history
      .filter((event) => event.type === 'CallLinked' || event.type === 'TaskLinked')
      .filter((event) => records.includes(String(dataOf(event)['patient'])))
      .map((event) => event.stream),
  );

/** Every event of the streams that are about one of a person's records. */
export const streamsAbout = (history: readonly StoredEvent[], { trust, records }: Found): readonly StoredEvent[] => {
  const linked = linkedTo(history, records);
  return history.filter(
    ({ metadata, stream }) => metadata['trust'] === trust && (records.includes(metadata['patient'] ?? '') || linked.has(stream)),
  );
};
