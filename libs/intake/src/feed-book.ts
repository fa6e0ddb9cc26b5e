import type { Feed } from './feed.js';

/** The feeds agreed so far, for looking one up on every message without asking a database. */
export class FeedBook {
  #feeds: readonly Feed[] = [];
  constructor(private readonly read: () => Promise<readonly Feed[]>) {}
  async refresh(): Promise<void> {
    this.#feeds = await this.read();
  }
  all(): readonly Feed[] {
    return this.#feeds;
  }
  of(id: string): Feed | undefined {
    return this.#feeds.find((feed) => feed.feed === id);
  }
}
