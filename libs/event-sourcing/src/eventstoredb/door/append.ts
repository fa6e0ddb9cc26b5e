import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { EventStore, EventToAppend } from '../../event-store.js';
import { appendOnce, type Append, type Appended } from './append-once.js';
import { shared, streams } from './messages.js';
import { eventOf, expectedOf, Sizes, streamToWrite } from './proposed.reading.js';
import { badRequest, refusalOf } from './refusal.js';

type Request = InstanceType<typeof streams.AppendReq>;
type Response = InstanceType<typeof streams.AppendResp>;

const succeeded = ({ revision, position }: Extract<Appended, { readonly ok: true }>): Response => {
  const at = new streams.AppendResp.Position();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(revision));
  success.setPosition(at);
  const response = new streams.AppendResp();
  response.setSuccess(success);
  return response;
};

const stoodOtherwise = ({ actual, expected }: Extract<Appended, { readonly ok: false }>): Response => {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (actual === 'no-stream') wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(actual));
  if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  const response = new streams.AppendResp();
  response.setWrongExpectedVersion(wrong);
  return response;
};

const readAppend = async (call: AsyncIterable<Request>): Promise<Append> => {
  let header: Pick<Append, 'stream' | 'expected'> | undefined;
  const sizes = new Sizes();
  const events: EventToAppend[] = [];
  for await (const request of call) {
    const options = request.getOptions();
    const proposed = request.getProposedMessage();
    if (options !== undefined)
      header = {
        stream: streamToWrite(options.getStreamIdentifier()),
        expected: expectedOf(options, options.hasRevision() ? options.getRevision() : undefined),
      };
    if (proposed === undefined) continue;
    sizes.take(proposed);
    events.push(eventOf(proposed));
  }
  if (header === undefined) throw badRequest('An append must say first which stream it is for.');
  return { ...header, events };
};

/** `Streams.Append`: one append on a call of its own. */
export const append =
  (store: EventStore) =>
  (call: ServerReadableStream<Request, Response>, answer: sendUnaryData<Response>): void => {
    void (async () => {
      try {
        const appended = await appendOnce(store, await readAppend(call));
        answer(null, appended.ok ? succeeded(appended) : stoodOtherwise(appended));
      } catch (error) {
        answer(refusalOf(error), null);
      }
    })();
  };
