import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { csrfSync } from 'csrf-sync';
import express, { type Express, type Request, type Response } from 'express';
import session, { type Store } from 'express-session';
import helmet from 'helmet';
import { frontendFolder, pagesFolder } from './pages/rendering.js';

export interface BrowserOptions {
  readonly store: Store;
  readonly cookieSecret: string;
  readonly publicUrl: string;
  /** Where forms may lead besides this site: the identity provider. */
  readonly issuerOrigin: string;
  readonly idleMs: number;
}

const yearMs = 365 * 24 * 3600 * 1000;

/** A fresh nonce for each answer, for the one inline script of the page frame. */
export const nonces = (_request: Request, response: Response, next: () => void): void => {
  response.locals['cspNonce'] = randomBytes(16).toString('base64');
  next();
};

export const headers = (issuerOrigin: string, secure: boolean): express.RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        scriptSrc: ["'self'", (_request, response) => `'nonce-${(response as Response).locals['cspNonce'] as string}'`],
        formAction: ["'self'", issuerOrigin],
      },
    },
    strictTransportSecurity: secure ? { maxAge: yearMs / 1000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
  });

// The national stylesheet fetches its typeface from another host; pages here fetch nothing from anywhere else, and fall back to Arial.
const withoutRemoteFonts = (css: string): string => css.replace(/@font-face\{[^}]*\}/g, '');

/** Styles, script and pictures, from this site only. */
export const assets = (): Express => {
  const app = express();
  const css = withoutRemoteFonts(readFileSync(join(frontendFolder, 'nhsuk', 'nhsuk-frontend.min.css'), 'utf8'));
  app.get('/nhsuk-frontend.min.css', (_request, response) => {
    response.type('css').set('cache-control', 'public, max-age=3600').send(css);
  });
  app.use(
    express.static(join(pagesFolder, 'assets'), { maxAge: '1h' }),
    express.static(join(frontendFolder, 'nhsuk'), { maxAge: '1h', index: false }),
    express.static(join(frontendFolder, 'nhsuk', 'assets'), { maxAge: '1h', index: false }),
  );
  return app;
};

/** Puts in front of the pages what a browser needs: security headers, session, form tokens. Live polling does not keep a session awake. */
export const prepareBrowserSide = (app: NestExpressApplication, options: BrowserOptions): void => {
  const secure = options.publicUrl.startsWith('https:');
  const { csrfSynchronisedProtection } = csrfSync({
    getTokenFromRequest: (request) => (request.body as { readonly _csrf?: string } | undefined)?._csrf,
  });
  app.set('trust proxy', 'loopback');
  app.use(nonces, headers(options.issuerOrigin, secure));
  app.use('/assets', assets());
  app.use(
    session({
      store: options.store,
      secret: options.cookieSecret,
      name: secure ? '__Host-rms' : 'rms',
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: options.idleMs },
    }),
  );
  app.use((request: Request, _response: Response, next: () => void) => {
    const { session: own } = request;
    if (request.path.endsWith('/news')) own.touch = () => own;
    next();
  });
  app.use(express.urlencoded({ extended: false, limit: '64kb' }));
  app.use(csrfSynchronisedProtection);
};
