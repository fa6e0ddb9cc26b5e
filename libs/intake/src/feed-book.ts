import type { Feed } from './feed.js';

/** The feeds agreed so far, for looking one up on every message without asking a database. */
export class FeedBook {
  #feeds: readonly Feed[] = [];
  constructor(private readonly read: () => Promise<readonly Feed[]>) {}
  async refresh(): Promise<void> {
    this.#feeds = await this.read();
  }
  /** Whether there is an agreement with a feed; looked up once more before it is denied. */
  async knows(id: string): Promise<boolean> {
    if (this.of(id) === undefined) await this.refresh();
    return this.of(id) !== undefined;
  }
  all(): readonly Feed[] {
    return this.#feeds;
  }
  of(id: string): Feed | undefined {
    return this.#feeds.find((feed) => feed.feed === id);
  }
}
