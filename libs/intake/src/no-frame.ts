import { acknowledgementFor, routeOf, type FrameProblemKind, type Route } from '@rms/hl7';
import type { DoorParts } from './door.js';
import { feedFor } from './feed.js';
import type { Refusal } from './intake-log.js';

const told: Readonly<Partial<Record<FrameProblemKind, readonly [rule: string, sentence: string]>>> = {
  'too-large': ['frame-too-large', 'The message is longer than 10 MiB and was not taken'],
  restarted: ['frame-restarted', 'A new message began before the end of this one'],
  'cut-off': ['frame-cut-off', 'The connection ended inside the message'],
  'bytes-before-start': ['bytes-before-start', 'These bytes stand before the start of a message'],
};

/**
 * What is not a frame: kept apart with its beginning and counted, at the feed where its header says which. One that is too large is
 * refused by name, so that its sender does not wait and send it again. An empty frame only asks whether anybody listens.
 */
export const openForWhatIsNoFrame = (parts: Omit<DoorParts, 'lookAgain'>) => {
  const refusedByName = (route: Route, text: string): Uint8Array | undefined => {
    const identity = { ownControlId: parts.controlId(), at: parts.timestamp() };
    const reply = acknowledgementFor(route, { kind: 'refused', errorCode: '207', text }, identity);
    return reply.code === 'none' ? undefined : reply.bytes;
  };
  const keep = (route: Route | undefined, { rule, sentence, bytes }: Pick<Refusal, 'rule' | 'sentence' | 'bytes'>): void => {
    const [sender, controlId] = [route?.sendingFacility ?? '', route?.controlId ?? ''];
    const feed = route === undefined ? undefined : feedFor(parts.feeds(), route)?.feed;
    parts.log.refuse({ feed, sender, controlId, rule, sentence, bytes }).catch(parts.onNotStored);
  };
  return ({ kind, bytes }: { readonly kind: string; readonly bytes: Uint8Array }): Uint8Array | undefined => {
    const [rule, sentence] = told[kind as FrameProblemKind] ?? [];
    if (rule === undefined || sentence === undefined) return undefined;
    const read = routeOf(bytes);
    const route = read.ok ? read : undefined;
    keep(route, { rule, sentence, bytes });
    return kind === 'too-large' && route !== undefined ? refusedByName(route, sentence) : undefined;
  };
};
