import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { StoreUnavailable } from '@rms/event-sourcing';
import { CannotBeChecked } from '@rms/identity';
import { loggerToken, Refused } from '@rms/service-kit';
import type { Logger } from '@rms/telemetry';
import { SignInFirst } from '../session/signed-in.guard.js';
import type { PageRequest, PageResponse } from '../session/signed-in.js';
import { pagesToken } from '../session/tokens.js';
import { fieldsOf } from './form.js';
import { howTheyCame } from './how-they-came.js';
import type { Pages } from './pages.js';

const refusedFrom = (error: unknown): Refused => {
  if (error instanceof Refused) return error;
  if (error instanceof HttpException && error.getStatus() === 404) return new Refused(404, 'not-found', 'Page not found');
  if (error instanceof StoreUnavailable)
    return new Refused(
      503,
      'store-away',
      'This cannot be recorded at the moment. Nothing is known to be recorded, and nothing is recorded twice: try again in a minute.',
    );
  if (error instanceof CannotBeChecked)
    return new Refused(
      503,
      'cannot-be-checked',
      'Who you are cannot be checked at the moment. Nothing was recorded: try again in a minute.',
    );
  if ((error as { type?: string }).type === 'entity.too.large')
    return new Refused(413, 'too-large', 'What was sent is too large. Nothing was recorded.');
  if ((error as { code?: string }).code === 'EBADCSRFTOKEN')
    return new Refused(
      403,
      oldForm,
      'This form was opened before you last signed in, or in another window. Nothing was recorded. Open the page again.',
    );
  return new Refused(500, 'failed', 'Something went wrong on our side. Nothing is known to be recorded. The service desk has been told.');
};
// Whoever was signed out while writing gets back what was written.
const typedIn = (body: unknown): readonly string[] =>
  ['reason', 'note', 'because'].flatMap((field) => {
    const text = fieldsOf(body)[field] ?? '';
    return text === '' ? [] : [`You had written: ${text}`];
  });
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const oldForm = 'form-too-old';
const titles: Readonly<Record<number, string>> = {
  401: 'You were signed out',
  403: 'You may not do this',
  404: 'Page not found',
  409: 'This cannot be done now',
  410: 'Page not kept any more',
  413: 'Too large',
  503: 'Not possible at the moment',
};

/** Every error as a page in plain words. What is missing and what belongs to another trust get the same page to the byte. */
@Catch()
export class PageFilter implements ExceptionFilter {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    if (host.getType() !== 'http') throw error as Error;
    const response = host.switchToHttp().getResponse<PageResponse>();
    if (error instanceof SignInFirst) {
      response.redirect(303, `/sign-in?next=${encodeURIComponent(error.next)}`);
      return;
    }
    const refused = refusedFrom(error);
    this.#noteAttempt(response.req, refused);
    if (refused.status >= 500) this.logger.error('page failed', { status: refused.status, error: messageOf(error) });
    if (response.headersSent) {
      response.end();
      return;
    }
    if (response.req.path.endsWith('/news')) {
      response.status(refused.status).json({ code: refused.code });
      return;
    }
    await this.#show(response, refused);
  }

  // Of a form that was opened too long ago nothing was asked for that the person may not have.
  #noteAttempt(request: PageRequest, refused: Refused): void {
    const who = request.turnedAway ?? request.signedIn;
    const isAttempt = refused.status === 404 || (refused.status === 403 && refused.code !== oldForm);
    if (who === undefined || !isAttempt) return;
    this.pages.looks.turnedAway(who, refused, { path: request.path, how: howTheyCame(request) }).catch((error: unknown) => {
      this.logger.error('refused attempt not recorded', { error: messageOf(error) });
    });
  }

  async #show(response: PageResponse, { status, code, sentence }: Refused): Promise<void> {
    const title = code === oldForm ? 'Open the page again' : (titles[status] ?? 'Something went wrong');
    const lines = [sentence, ...typedIn(response.req.body)];
    if (response.req.signedIn === undefined) {
      this.pages.sendPlain(response, { status, title, lines, link: { href: '/', text: 'Go to the first page' } });
      return;
    }
    await this.pages.send(response, {
      template: status === 404 ? 'errors/not-found.njk' : 'errors/refused.njk',
      title,
      status,
      hideFresh: true,
      model: { lines },
    });
  }
}
