import type { StoredEvent } from '@rms/event-sourcing';

/** A person at a trust: the record he lives under, and every record that was merged into it. */
export interface Found {
  readonly trust: string;
  readonly patient: string;
  readonly records: readonly string[];
}

const isClaim = (event: StoredEvent): boolean => event.type === 'IdentifierClaimed';
const dataOf = (event: StoredEvent): Record<string, unknown> => JSON.parse(Buffer.from(event.data).toString()) as Record<string, unknown>;

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
  const holders = history.filter(isClaim).filter((event) => {
    const claim = dataOf(event);
    return claim['authority'] === 'NHS' && claim['id'] === nhsNumber;
  });
  const found = new Map(
    holders.map((event) => [
      `${event.metadata['trust'] ?? ''} ${survivorOf(String(dataOf(event)['patient']))}`,
      { trust: event.metadata['trust'] ?? '', patient: survivorOf(String(dataOf(event)['patient'])) },
    ]),
  );
  return [...found.values()].map((one) => ({
    ...one,
    records: [one.patient, ...[...into.keys()].filter((id) => survivorOf(id) === one.patient)],
  }));
};

/** Every event of the streams that are about one of a person's records. */
export const streamsAbout = (history: readonly StoredEvent[], { trust, records }: Found): readonly StoredEvent[] =>
  history.filter(
    (event) => event.metadata['trust'] === trust && event.metadata['patient'] !== undefined && records.includes(event.metadata['patient']),
  );
