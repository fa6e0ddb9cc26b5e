import type { Express } from 'express';
import type { BrowserSide } from '@rms/service-kit';
import type { FrontDoor } from '@rms/service-kit/standing';
import { prepareBrowserSide } from './browser.js';
import { PageFilter } from './pages/page.filter.js';
import type { SessionsStore } from './session/sessions.store.js';
import { SignedInGuard } from './session/signed-in.guard.js';

const minuteMs = 60_000;
const idleMs = 15 * minuteMs;
/** How long a session may last at most, whatever is done in it. */
export const sessionMs = 12 * 60 * minuteMs;

/** The gateway's pages behind a door that is open already. */
export const browserSide = (parts: {
  readonly front: FrontDoor;
  readonly express: Express;
  readonly sessions: SessionsStore;
  readonly cookieSecret: string;
  readonly publicUrl: string;
  readonly issuer: string;
}): BrowserSide => ({
  express: parts.express,
  server: parts.front.server,
  url: parts.front.origin,
  guard: SignedInGuard,
  filter: PageFilter,
  prepare: (app) => {
    prepareBrowserSide(app, {
      store: parts.sessions,
      cookieSecret: parts.cookieSecret,
      publicUrl: parts.publicUrl,
      issuerOrigin: new URL(parts.issuer).origin,
      idleMs,
    });
  },
});
