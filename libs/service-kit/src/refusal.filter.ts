import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { CannotBePublished, StoreUnavailable, UnreadableHistory } from '@rms/event-sourcing';
import { CannotBeChecked } from '@rms/identity';
import type { Logger } from '@rms/telemetry';
import type { Response } from 'express';
import { notFound, Refused } from './refused.js';
import { loggerToken } from './tokens.js';

const refusedFrom = (error: unknown): Refused | undefined => {
  if (error instanceof Refused) return error;
  if (error instanceof StoreUnavailable)
    return new Refused(
      503,
      'store-away',
      'This cannot be recorded at the moment. Nothing is known to be recorded, and nothing is recorded twice: try again.',
    );
  if (error instanceof CannotBeChecked)
    return new Refused(503, 'cannot-be-checked', 'Who you are cannot be checked at the moment. Nothing was recorded: try again.');
  if (error instanceof CannotBePublished)
    return new Refused(
      422,
      'not-understood',
      'Something in it is longer than it may be, or not of a form that is allowed. Nothing was recorded.',
    );
  if (error instanceof UnreadableHistory)
    return new Refused(
      500,
      'history-unreadable',
      'This record’s history cannot be read. Nothing was recorded. The service desk has been told.',
    );
  if (error instanceof HttpException)
    return error.getStatus() === 404 ? notFound() : new Refused(error.getStatus(), 'not-understood', 'The request could not be read.');
  return undefined;
};

/** Every error of an owner's HTTP door as JSON `{ code, sentence, fields }`; what is inside stays inside. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  constructor(@Inject(loggerToken) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error as Error;
    const refused = refusedFrom(error) ?? new Refused(500, 'failed', 'Something went wrong on our side. Nothing is known to be recorded.');
    if (refused.status >= 500)
      this.logger.error('request failed', { status: refused.status, error: error instanceof Error ? error.message : String(error) });
    host
      .switchToHttp()
      .getResponse<Response>()
      .status(refused.status)
      .json({ code: refused.code, sentence: refused.sentence, fields: refused.fields });
  }
}
