import { Metadata, status } from '@grpc/grpc-js';
import { AppendTooLarge } from '../../append-size.js';

/** An answer that is none: its code, and in the trailers the name by which clients of the protocol know it. */
export class Refusal extends Error {
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, value);
  }
}

export const accessDenied = (details: string): Refusal => new Refusal(status.UNAUTHENTICATED, details, { exception: 'access-denied' });
export const notAllowed = (details: string): Refusal => new Refusal(status.PERMISSION_DENIED, details, { exception: 'access-denied' });
export const badRequest = (details: string): Refusal => new Refusal(status.INVALID_ARGUMENT, details);
export const tooLarge = ({ message, most }: AppendTooLarge): Refusal =>
  new Refusal(status.INVALID_ARGUMENT, message, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(most),
  });
export const unavailable = (details: string): Refusal => new Refusal(status.UNAVAILABLE, details);

/** What a failure is to a client: one that the door has words for, else that the log is away, which may be tried again. */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (error instanceof AppendTooLarge) return tooLarge(error);
  return unavailable(error instanceof Error ? error.message : String(error));
};
