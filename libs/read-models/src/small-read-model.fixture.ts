import { StoreUnavailable } from '@rms/event-sourcing';
import type { Delivery, Message, PublishedHistory } from '@rms/messaging';
import { Consumer, type Copy, type CopyDocument, type Document, type DocumentStore, type Policy, type View } from './index.js';

interface Patient extends CopyDocument {
  readonly name: string;
}
interface FollowUp extends CopyDocument {
  readonly patient: string;
  readonly former: readonly string[];
  readonly notes: readonly string[];
}
export interface Page extends Document {
  readonly name: string;
  readonly notes: readonly string[];
}

const patients: Copy<Patient> = {
  name: 'patients',
  of: 'registration.patient',
  indexes: [],
  initial: { name: '' },
  evolve: (before, m) => (m.type === 'named' ? { name: m.data as string } : before),
};
const followUps: Copy<FollowUp> = {
  name: 'follow_ups',
  of: 'pathway.follow-up',
  indexes: ['patient'],
  initial: { patient: '', former: [], notes: [] },
  evolve: (before, m) => {
    if (m.type === 'broken') throw new Error('no patient in it');
    if (m.type === 'moved')
      return { ...before, former: before.patient === '' ? before.former : [...before.former, before.patient], patient: m.data as string };
    return m.type === 'noted' ? { ...before, notes: [...before.notes, m.data as string] } : before;
  },
};
export const page: View<Page> = {
  name: 'page',
  indexes: [],
  affectedBy: {
    patients: (changed) => [changed._id],
    follow_ups: (changed) => [...(changed as FollowUp).former, (changed as FollowUp).patient].filter((id) => id !== ''),
  },
  compute: async (key, copies) => {
    const patient = await copies.of(patients).get(key.trust, key.id);
    const own = await copies.of(followUps).find(key.trust, { patient: key.id });
    return patient === undefined && own.length === 0
      ? undefined
      : { _id: key.id, trust: key.trust, name: patient?.name ?? '', notes: own.flatMap((f) => f.notes) };
  },
};

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let position = 0;
/** Forgets what was said. */
export const begin = (): void => {
  history.clear();
  position = 0;
};

export const history = new Map<string, Message[]>();
export const say = (stream: string, type: string, data: unknown): Message => {
  const said = history.get(stream) ?? [];
  position += 1;
  const message: Message = {
    type,
    id: id(position),
    source: stream.slice(0, stream.indexOf('.')),
    subject: stream,
    time: '2026-03-04T09:00:00.000Z',
    trust: 'ZT001',
    published: said.length + 1,
    position,
    actor: 'policy:x',
    role: 'policy',
    correlationId: 'c',
    data,
  };
  history.set(stream, [...said, message]);
  return message;
};
/** Services whose history cannot be asked; and who was asked for everything after which position. */
export const away = new Set<string>();
export const asked: { tell: (service: string, after: number) => void } = { tell: () => undefined };
const ofService = (service: string): PublishedHistory => ({
  service,
  since: (position) => {
    asked.tell(service, position);
    return Promise.resolve({ deliveries: [], through: position, atEnd: true });
  },
  ofStream: (stream, after) => {
    if (away.has(service)) return Promise.reject(new StoreUnavailable('away'));
    const said = (history.get(stream) ?? []).filter((m) => m.published > after);
    return Promise.resolve(said.map((message): Delivery => ({ message })));
  },
});
export const copies: readonly Copy[] = [patients, followUps];
export const views: readonly View[] = [page];
export const consumer = (documents: DocumentStore, policies: readonly Policy[] = [], incidents: string[] = []) =>
  new Consumer({
    service: 'test',
    documents,
    copies,
    views,
    policies,
    histories: new Map(['registration', 'pathway'].map((s) => [s, ofService(s)])),
    onIncident: (kind, stream, why) => incidents.push(`${kind} ${stream.slice(0, -37)}: ${why}`),
  });
export const patient = (n: number) => `registration.patient-${id(n)}`;
export const followUp = (n: number) => `pathway.follow-up-${id(n)}`;

/** The messages of several streams in one order, each stream’s own kept; some twice. */
export const interleaved = (streams: readonly (readonly Message[])[], picks: readonly number[]): readonly Message[] => {
  const left = streams.map((s) => [...s]);
  const out: Message[] = [];
  for (const pick of picks) {
    const open = left.filter((s) => s.length > 0);
    const next = open[pick % Math.max(open.length, 1)]?.shift();
    if (next !== undefined) out.push(next, ...(pick % 5 === 0 ? [next] : []));
  }
  return [...out, ...left.flat()];
};

/** A short history of two patients and three follow-ups, by stream. */
export const shortHistory = (): readonly (readonly Message[])[] => {
  begin();
  for (const n of [1, 2]) say(patient(n), 'named', `p${String(n)}`);
  for (const n of [7, 8, 9]) {
    say(followUp(n), 'moved', id(1));
    say(followUp(n), 'noted', `a${String(n)}`);
    if (n === 8) say(followUp(n), 'moved', id(2));
    say(followUp(n), 'noted', `b${String(n)}`);
  }
  say(patient(1), 'named', 'renamed');
  return [...history.values()];
};
