import { Controller, Get, Inject, Post, Query, Res } from '@nestjs/common';
import type { Pages } from '../pages/pages.js';
import { OpenPage, type PageRequest, type PageResponse } from './signed-in.js';
import { pagesToken, signInToken, type SignInParts } from './tokens.js';

const isOwnPath = (next: string | undefined): next is string => next !== undefined && /^\/[^/\\]/.test(next);
const renewed = (request: PageRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    request.session.regenerate((error?: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });
const ended = (request: PageRequest): Promise<void> =>
  new Promise((resolve) => {
    request.session.destroy(() => {
      resolve();
    });
  });

/** Signing in and out. The provider shows its own page; this side only begins and ends. */
@Controller()
@OpenPage()
export class SessionPage {
  constructor(
    @Inject(signInToken) private readonly parts: SignInParts,
    @Inject(pagesToken) private readonly pages: Pages,
  ) {}

  @Get('sign-in')
  async signIn(@Res() response: PageResponse, @Query('next') next?: string): Promise<void> {
    try {
      const { url, pending } = await this.parts.openId.begin(isOwnPath(next) ? next : '/');
      response.req.session.pending = pending;
      response.redirect(303, url);
    } catch {
      this.pages.sendPlain(response, {
        status: 503,
        title: 'You cannot sign in at the moment',
        lines: [
          'The sign-in service does not answer. Messages from laboratories and hospitals are taken in as usual.',
          'Try again in a minute. If you must act on a result now, ring the laboratory.',
        ],
      });
    }
  }

  @Get('signed-in')
  async signedIn(@Res() response: PageResponse): Promise<void> {
    const request = response.req;
    const { pending } = request.session;
    if (pending === undefined) {
      response.redirect(303, '/');
      return;
    }
    try {
      const tokens = await this.parts.openId.finish(request.originalUrl, pending);
      const caller = await this.parts.verify(`Bearer ${tokens.access}`);
      if (caller === undefined || 'service' in caller) throw new Error('the token does not verify');
      await renewed(request);
      Object.assign(request.session, { tokens, since: this.parts.limits.clock.now() });
      await this.pages.recordStaff(caller);
      await this.parts.signIns?.noteSignIn(caller.subject, this.pages.now());
      response.redirect(303, isOwnPath(pending.next) ? pending.next : '/');
    } catch {
      await ended(request);
      this.pages.sendPlain(response, {
        status: 401,
        title: 'You could not be signed in',
        lines: ['The sign-in was not completed, or it took too long.', 'Start again from the first page.'],
      });
    }
  }

  @Post('sign-out')
  async signOut(@Res() response: PageResponse): Promise<void> {
    const url = await this.parts.openId.signOutUrl(response.req.session.tokens).catch(() => '/signed-out');
    await ended(response.req);
    response.redirect(303, url);
  }

  @Get('signed-out')
  signedOut(@Res() response: PageResponse): void {
    this.pages.sendPlain(response, {
      status: 200,
      title: 'You are signed out',
      lines: ['Close the window if you share this computer.'],
      link: { href: '/', text: 'Sign in again' },
    });
  }
}
