import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClinicalNow } from '@rms/event-sourcing';
import { londonDateOf, parseInstant, showDate, showTime, weekdayOf } from '@rms/nhs';
import type { Response } from 'express';
import nunjucks from 'nunjucks';

/** One page to show. */
export interface Page {
  readonly template: string;
  readonly title: string;
  readonly section?: string;
  readonly status?: number;
  readonly back?: { readonly href: string; readonly text: string };
  readonly hideFresh?: boolean;
  readonly model: object;
}
/** What is the same on every page of this installation. */
export interface Site {
  readonly now: ClinicalNow;
  readonly training: boolean;
  /** The name the host has given this service. */
  readonly serviceName: string;
}

export const pagesFolder = dirname(fileURLToPath(import.meta.url));
export const frontendFolder = join(dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')), 'dist');

const clockAt = (now: string): object => {
  const instant = parseInstant(now);
  if (instant === undefined) return {};
  const today = londonDateOf(instant);
  return { weekday: weekdayOf(today), date: showDate(today), time: showTime(instant) };
};

/** Templates, the frame around them, and the answer to the browser. */
export class Rendering {
  readonly #templates = new nunjucks.Environment(new nunjucks.FileSystemLoader([pagesFolder, frontendFolder]), {
    autoescape: true,
    throwOnUndefined: false,
  });

  constructor(private readonly site: Site) {}

  render(template: string, title: string, model: object): string {
    const { now, serviceName, training } = this.site;
    return this.#templates.render(template, { title, serviceName, training, clock: clockAt(now()), assetPath: '/assets', ...model });
  }

  /** Answers with a page that no cache keeps. */
  write(response: Response, page: Page, model: object): void {
    const { back, hideFresh, status = 200 } = page;
    const cspNonce = response.locals['cspNonce'] as string;
    const html = this.render(page.template, page.title, { back, hideFresh, ...model, cspNonce });
    response.status(status).type('html').set('cache-control', 'no-store').send(html);
  }
}
