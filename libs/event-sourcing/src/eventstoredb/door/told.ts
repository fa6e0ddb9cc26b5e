import type { StoredEvent } from '../../event-store.js';
import { shared, streams } from './messages.js';

type Response = InstanceType<typeof streams.ReadResp>;

const nameOf = (stream: string): InstanceType<typeof shared.StreamIdentifier> => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
};
// In the protocol a moment is counted in ticks of 100 nanoseconds since 1970.
const ticksOf = (instant: string): string => String(BigInt(Date.parse(instant)) * 10_000n);

/** One event as it is told to a client: its bytes as they are stored, whatever they are. */
export const toldEvent = (event: StoredEvent): Response => {
  const id = new shared.UUID();
  id.setString(event.id);
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(id);
  recorded.setStreamIdentifier(nameOf(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  recorded.getMetadataMap().set('type', event.type);
  recorded.getMetadataMap().set('content-type', 'application/octet-stream');
  recorded.getMetadataMap().set('created', ticksOf(event.storedAt));
  recorded.setCustomMetadata(Buffer.from(JSON.stringify(event.metadata)));
  recorded.setData(event.data);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.position));
  const response = new streams.ReadResp();
  response.setEvent(read);
  return response;
};

export const toldNotFound = (stream: string): Response => {
  const notFound = new streams.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(nameOf(stream));
  const response = new streams.ReadResp();
  response.setStreamNotFound(notFound);
  return response;
};

export const toldConfirmation = (subscription: string): Response => {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(subscription);
  const response = new streams.ReadResp();
  response.setConfirmation(confirmation);
  return response;
};

export const toldCheckpoint = (position: number): Response => {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  const response = new streams.ReadResp();
  response.setCheckpoint(checkpoint);
  return response;
};

export const toldCaughtUp = (): Response => {
  const response = new streams.ReadResp();
  response.setCaughtUp(new streams.ReadResp.CaughtUp());
  return response;
};
