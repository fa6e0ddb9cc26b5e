import { acknowledgementFor, refusalFor, routeOf, type ErrorCode, type MessageProblem, type Route } from '@rms/hl7';
import { feedFor, type Feed } from './feed.js';
import { routeOfType, type IntakeLog } from './intake-log.js';

export interface DoorParts {
  readonly log: Pick<IntakeLog, 'append' | 'refuse'>;
  readonly feeds: () => readonly Feed[];
  /**
   * Looks the agreements up again before a sender is taken for a stranger. Answers whether these are all there are by now: right after a
   * start they may not have been read yet, and who is refused then would never send his message again.
   */
  readonly lookAgain: () => Promise<boolean>;
  /** HL7 timestamp for MSH-7 of a reply, `YYYYMMDDHHMMSS+ZZZZ`. */
  readonly timestamp: () => string;
  readonly controlId: () => string;
  /** Told when a message could not be stored; never with its content. */
  readonly onNotStored: (error: unknown) => void;
}

interface Barrier {
  readonly rule: string;
  readonly errorCode: ErrorCode;
  readonly sentence: string;
}

const readableVersion = /^2(\.\d){1,2}$/;
// What stands in MSH is kept beside the message wherever it goes. No standard header comes near it.
const mostHeader = 64 * 1024;

const barrierFor = (route: Route, feed: Feed): Barrier | undefined => {
  if (!feed.processingIds.includes(route.processingId)) {
    return {
      rule: 'processing-id',
      errorCode: '202',
      sentence: `MSH-11 is "${route.processingId}"; this feed takes ${feed.processingIds.join(', ')}`,
    };
  }
  if (!readableVersion.test(route.version))
    return { rule: 'version', errorCode: '203', sentence: `MSH-12 is "${route.version}"; version 2 messages are taken` };
  if (route.headerEnd > mostHeader)
    return { rule: 'header-too-large', errorCode: '207', sentence: 'MSH is longer than 64 KiB and was not taken' };
  if (feed.strict && routeOfType(route.type) === 'none')
    return {
      rule: 'type-not-used',
      errorCode: '200',
      sentence: `MSH-9 is "${route.type}^${route.trigger}"; this feed takes ADT, SIU, ORU and MDM`,
    };
  return undefined;
};

/**
 * The door: stores a frame's bytes and answers. AA or CA only after they are on disk; AE or CE when they could not be stored, so
 * that the sender keeps them; AR or CR when they will never be taken. Answers `undefined` where the sender wants no reply.
 * Throws on a frame that cannot even be refused by name: the connection is then closed, its bytes kept apart.
 */
export const openDoor = (parts: DoorParts): ((frame: Uint8Array) => Promise<Uint8Array | undefined>) => {
  const stamp = () => ({ ownControlId: parts.controlId(), at: parts.timestamp() });
  const bytesOf = (reply: ReturnType<typeof acknowledgementFor>): Uint8Array | undefined =>
    reply.code === 'none' ? undefined : reply.bytes;

  const refuseUnreadable = async (frame: Uint8Array, problem: MessageProblem): Promise<Uint8Array> => {
    await parts.log.refuse({
      feed: undefined,
      sender: '',
      controlId: problem.controlId ?? '',
      rule: problem.rule,
      sentence: problem.sentence,
      bytes: frame,
    });
    const reply = bytesOf(refusalFor(problem, stamp()));
    if (reply === undefined) throw new Error(`frame cannot be answered: ${problem.rule}`);
    return reply;
  };

  const refuse = async (
    frame: Uint8Array,
    route: Route,
    barrier: Barrier & { readonly feed: string | undefined },
  ): Promise<Uint8Array | undefined> => {
    await parts.log.refuse({
      feed: barrier.feed,
      sender: route.sendingFacility,
      controlId: route.controlId,
      rule: barrier.rule,
      sentence: barrier.sentence,
      bytes: frame,
    });
    return bytesOf(acknowledgementFor(route, { kind: 'refused', errorCode: barrier.errorCode, text: barrier.sentence }, stamp()));
  };

  const store = async (frame: Uint8Array, route: Route, feed: Feed): Promise<Uint8Array | undefined> => {
    const reply = acknowledgementFor(route, { kind: 'accepted' }, stamp());
    try {
      await parts.log.append({
        feed: feed.feed,
        sender: route.sendingFacility,
        trust: feed.trusts[0] ?? '',
        controlId: route.controlId,
        type: `${route.type}^${route.trigger}`,
        route: routeOfType(route.type),
        acknowledged: reply.code,
        bytes: frame,
      });
      return bytesOf(reply);
    } catch (error) {
      parts.onNotStored(error);
      return bytesOf(
        acknowledgementFor(route, { kind: 'not-stored', text: 'The message could not be stored. Keep it and send it again.' }, stamp()),
      );
    }
  };

  const askToKeep = (route: Route): Uint8Array | undefined =>
    bytesOf(
      acknowledgementFor(
        route,
        { kind: 'not-stored', text: 'It is not known yet whether messages of this sender are taken. Keep the message and send it again.' },
        stamp(),
      ),
    );

  const refuseStranger = (frame: Uint8Array, route: Route): Promise<Uint8Array | undefined> =>
    refuse(frame, route, {
      feed: undefined,
      rule: 'sender-unknown',
      errorCode: '207',
      sentence: `No feed is agreed with the sending facility "${route.sendingFacility}" (MSH-4)`,
    });

  const take = (frame: Uint8Array, route: Route, feed: Feed): Promise<Uint8Array | undefined> => {
    const barrier = barrierFor(route, feed);
    return barrier === undefined ? store(frame, route, feed) : refuse(frame, route, { ...barrier, feed: feed.feed });
  };

  const meetStranger = async (frame: Uint8Array, route: Route): Promise<Uint8Array | undefined> => {
    const areAll = await parts.lookAgain();
    const feed = feedFor(parts.feeds(), route);
    if (feed !== undefined) return take(frame, route, feed);
    return areAll ? refuseStranger(frame, route) : askToKeep(route);
  };

  return (frame) => {
    const route = routeOf(frame);
    if (!route.ok) return refuseUnreadable(frame, route);
    const feed = feedFor(parts.feeds(), route);
    return feed === undefined ? meetStranger(frame, route) : take(frame, route, feed);
  };
};
