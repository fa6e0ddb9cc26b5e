import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerReader, momentOf, reconcile, type Reconciliation } from '@rms/alerting';
import { EmbeddedHistoryReader, instantText, type StoredEvent } from '@rms/event-sourcing';
import { openIntakeForReading, type MessageOutcome } from '@rms/intake';
import { historiesOf, liveThroughTheRegion, readConfig, seedRegion, startNode, type StartedNode } from '@rms/single-node';

/** What three years of a small region came to. */
export interface LivedRegion {
  readonly bornOn: string;
  readonly events: readonly StoredEvent[];
  readonly outcomes: readonly MessageOutcome[];
  readonly sums: readonly Reconciliation[];
  readonly parked: readonly unknown[];
  /** What waits for the staff at its end, as the worklists show it. */
  readonly waiting: readonly Waiting[];
}
interface Waiting {
  readonly trust: string;
  readonly kind: string;
  readonly title: string;
  readonly dueOn: string;
  readonly banner?: { readonly nhsNumber?: string };
}

const page = 1000;
const allEvents = async (store: EmbeddedHistoryReader): Promise<readonly StoredEvent[]> => {
  const all: StoredEvent[] = [];
  for (let more = true; more;) {
    const next = await store.readAll(all.at(-1)?.position ?? 0, page);
    all.push(...next);
    more = next.length === page;
  }
  return all;
};
const allOutcomes = async (data: string): Promise<readonly MessageOutcome[]> => {
  const all: MessageOutcome[] = [];
  for await (const outcome of openIntakeForReading(data)) all.push(outcome);
  return all;
};

const waitingIn = async ({ node }: StartedNode): Promise<LivedRegion['waiting']> => {
  const gateway = node.services.find(({ name }) => name === 'portal-gateway');
  return (await gateway?.definition.documents.every<Waiting & { readonly _id: string }>('work_items')) ?? [];
};
const parkedIn = async ({ node }: StartedNode): Promise<readonly unknown[]> =>
  (await Promise.all(node.services.map(({ definition }) => definition.documents.every('parked_streams')))).flat();

/** Lives through three years with so many patients. */
export const ofSoMany =
  (patients: number): Life =>
  (node) =>
    liveThroughTheRegion(node, () => undefined, patients);
/** The region as npm start brings it to life. */
export const asItStarts: Life = (node) => seedRegion(node, (_, work) => work(() => undefined));
type Life = (node: StartedNode) => Promise<void>;

/** Has a region live in a directory of its own, and answers what came of it. */
export const liveThrough = async (life: Life): Promise<LivedRegion> => {
  const data = mkdtempSync(join(tmpdir(), 'rms-region-'));
  try {
    const node = await startNode(readConfig({ data, seed: 'demo', http: '0', mllp: '0' }, { RMS_LOG_LEVEL: 'fatal' }));
    const { bornAt } = node.directory.birth;
    try {
      await node.bringToLife(() => life(node));
      await node.quiet();
      const now = instantText(node.clock.now());
      const store = new EmbeddedHistoryReader(data);
      const events = await allEvents(store);
      const sums = reconcile(await new LedgerReader(historiesOf(store)).advanceTo(now), momentOf(now));
      store.close();
      return {
        bornOn: bornAt.slice(0, 10),
        events,
        outcomes: await allOutcomes(data),
        sums,
        parked: await parkedIn(node),
        waiting: await waitingIn(node),
      };
    } finally {
      await node.close();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
};

const isOfTheMachine = ({ stream }: StoredEvent): boolean => /^(registration\.training-clock|alerting\.sweep)-/.test(stream);
const decoder = new TextDecoder();
// Ids, fingerprints and the carrier's numbers are drawn anew for each directory, and between two moves the clock goes at the machine's pace.
const withoutIds = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replaceAll(/[0-9a-f]{64}/g, '#')
    .replaceAll(/LOOP-\d+/g, 'LOOP-#')
    .replaceAll(/T\d\d:\d\d:\d\d(\.\d{3})?Z/g, '');

/** Each stream as a text of its facts and their days, in the order of these texts: the same history is the same list. */
export const historyOf = ({ events }: Pick<LivedRegion, 'events'>): readonly string[] =>
  [
    ...Map.groupBy(
      events.filter((event) => !isOfTheMachine(event)),
      ({ stream }) => stream,
    ),
  ]
    .map(([stream, facts]) =>
      [
        stream.slice(0, -37),
        ...facts.map(({ type, data, metadata }) =>
          withoutIds(`${metadata['recordedAt'] ?? ''} ${metadata['actor'] ?? ''} ${type} ${decoder.decode(data)}`),
        ),
      ].join('\n'),
    )
    .sort();
