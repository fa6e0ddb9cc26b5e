import type { ServerDuplexStream } from '@grpc/grpc-js';
import { mostBytesAtOnce } from '../../append-size.js';
import type { EventStore, EventToAppend, ExpectedRevision } from '../../event-store.js';
import { appendOnce, type Appended } from './append-once.js';
import { any, codes, empty, shared, status, streams } from './messages.js';
import { eventOf, expectedOf, idOf, Sizes, streamToWrite } from './proposed.reading.js';
import { badRequest, refusalOf } from './refusal.js';

type Request = InstanceType<typeof streams.BatchAppendReq>;
type Response = InstanceType<typeof streams.BatchAppendResp>;
interface UnderWay {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly sizes: Sizes;
  readonly events: EventToAppend[];
}

const answerTo = (request: Request): Response => {
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(request.getCorrelationId());
  return response;
};

const nameOf = (stream: string): InstanceType<typeof shared.StreamIdentifier> => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
};

const succeeded = (response: Response, { revision, position }: Extract<Appended, { readonly ok: true }>): void => {
  const at = new shared.AllStreamPosition();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision(String(revision));
  success.setPosition(at);
  response.setSuccess(success);
};

const codeNames = new Map([
  [3, codes.Code.INVALID_ARGUMENT],
  [7, codes.Code.PERMISSION_DENIED],
  [9, codes.Code.FAILED_PRECONDITION],
  [14, codes.Code.UNAVAILABLE],
]);
interface Packed {
  serializeBinary(): Uint8Array;
}
const failed = (
  response: Response,
  code: number,
  said: { readonly message: string; readonly name: string; readonly details: Packed },
): void => {
  const details = new any.Any();
  details.pack(said.details.serializeBinary(), `event_store.client.${said.name}`);
  const error = new status.Status();
  error.setCode(codeNames.get(code) ?? codes.Code.UNKNOWN);
  error.setMessage(said.message);
  error.setDetails(details);
  response.setError(error);
};

const stoodOtherwise = (response: Response, { actual, expected }: Extract<Appended, { readonly ok: false }>): void => {
  const wrong = new shared.WrongExpectedVersion();
  if (actual === 'no-stream') wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(String(actual));
  if (expected === 'no-stream') wrong.setExpectedNoStream(new empty.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  failed(response, 9, { message: 'The stream stands otherwise than expected.', name: 'WrongExpectedVersion', details: wrong });
};

const refused = (response: Response, error: unknown): void => {
  const { code, details, metadata } = refusalOf(error);
  if (metadata.get('exception')[0] === 'maximum-append-size-exceeded') {
    const size = new shared.MaximumAppendSizeExceeded();
    size.setMaxappendsize(mostBytesAtOnce);
    failed(response, code, { message: details, name: 'MaximumAppendSizeExceeded', details: size });
  } else if (metadata.get('exception')[0] === 'access-denied')
    failed(response, code, { message: details, name: 'AccessDenied', details: new shared.AccessDenied() });
  else failed(response, code, { message: details, name: 'Unknown', details: new shared.Unknown() });
};

/** `Streams.BatchAppend`: many appends on one call, each answered by itself: what becomes of one touches no other. */
export const batchAppend =
  (store: EventStore) =>
  (call: ServerDuplexStream<Request, Response>): void => {
    const underWay = new Map<string, UnderWay | 'refused'>();
    const begun = (request: Request): UnderWay => {
      const options = request.getOptions();
      if (options === undefined) throw badRequest('An append must say first which stream it is for.');
      return {
        stream: streamToWrite(options.getStreamIdentifier()),
        expected: expectedOf(options, options.hasStreamPosition() ? options.getStreamPosition() : undefined),
        sizes: new Sizes(),
        events: [],
      };
    };
    const take = (request: Request): UnderWay | 'refused' => {
      const id = idOf(request.getCorrelationId());
      const one = underWay.get(id) ?? begun(request);
      if (one === 'refused') return one;
      underWay.set(id, one);
      for (const proposed of request.getProposedMessagesList()) {
        one.sizes.take(proposed);
        one.events.push(eventOf(proposed));
      }
      return one;
    };
    const settle = async (request: Request, one: UnderWay): Promise<void> => {
      const response = answerTo(request);
      response.setStreamIdentifier(nameOf(one.stream));
      try {
        const appended = await appendOnce(store, one);
        if (appended.ok) succeeded(response, appended);
        else stoodOtherwise(response, appended);
      } catch (error) {
        refused(response, error);
      }
      if (!call.cancelled) call.write(response);
    };
    call.on('data', (request: Request) => {
      const id = idOf(request.getCorrelationId());
      try {
        const one = take(request);
        if (request.getIsFinal()) underWay.delete(id);
        if (one !== 'refused' && request.getIsFinal()) void settle(request, one);
      } catch (error) {
        const response = answerTo(request);
        response.setStreamIdentifier(nameOf(''));
        refused(response, error);
        call.write(response);
        if (request.getIsFinal()) underWay.delete(id);
        else underWay.set(id, 'refused');
      }
    });
    call.on('end', () => {
      call.end();
    });
  };
