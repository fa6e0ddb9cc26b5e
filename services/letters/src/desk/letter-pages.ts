import { factOf, sha256, StoreUnavailable, streamOf, type Execution } from '@rms/event-sourcing';
import type { Blobs } from '@rms/intake/blobs';
import type { PublishedHistory } from '@rms/messaging';
import { letter } from '../letter/letter.aggregate.js';
import type { Draft, LetterEvent, Owed } from '../letter/letter.facts.js';
import type { LetterState } from '../letter/letter.state.js';
import { gather } from '../what-a-letter-says/gather.js';
import type { SetPage } from '../setting/set-page.js';
import { writeLetter, type Written } from '../what-a-letter-says/write-letter.js';

/** A letter of a trust. */
export interface OnTheDesk {
  readonly trust: string;
  readonly id: string;
}
export interface PagesParts {
  readonly execution: Execution;
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  readonly blobs: Blobs;
  readonly setPage: SetPage;
  readonly isTraining: boolean;
}
/** A page as it was written, or that it is not kept any more and does not come out the same. */
export type Page = { readonly bytes: Uint8Array } | 'lost';

/** A letter as it was written, and what was owed when it was. */
interface WrittenThen {
  readonly draft: Draft;
  readonly owed: Owed;
}
const mediaTypeOf = ({ draft }: Written): string => (draft.channel === 'sms' ? 'text/plain; charset=utf-8' : 'application/pdf');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The page of every letter, of each time it was written: kept by its fingerprint, or set again from the facts it was written from. */
export class LetterPages {
  constructor(private readonly parts: PagesParts) {}

  /** Sets a letter and keeps its page. Durable when it answers, with the fingerprint. */
  async keep(written: Written): Promise<string> {
    return this.parts.blobs.put(await this.#set(written), mediaTypeOf(written));
  }

  /** The page that was sent, of a letter that has left, and the newest that was written of any other. `undefined` where there is none. */
  async of(on: OnTheDesk): Promise<Page | undefined> {
    const facts = await this.#factsOf(on);
    const state = facts.reduce(letter.decider.evolve, letter.decider.initialState);
    const { page } = state.phase === 'none' ? {} : state;
    return page === undefined ? undefined : this.#page(on, page, facts);
  }

  /** The page of one time a letter was written, by its fingerprint. `undefined` for one that is no page of that letter. */
  async asWritten(on: OnTheDesk, fingerprint: string): Promise<Page | undefined> {
    return this.#page(on, fingerprint, await this.#factsOf(on));
  }

  /** Sets a letter again from the revisions printed on it, and keeps the page. `undefined` where not every byte is the same. */
  async #setAgain(on: OnTheDesk, { draft, owed }: WrittenThen): Promise<Uint8Array | undefined> {
    const gathered = await gather(this.parts.histories, { trust: on.trust, owed }, draft.madeFrom);
    // Where it was written to was open then: that it closed since is for the gate and not for the page.
    const house = { isTraining: this.parts.isTraining, closedPractices: new Set<string>() };
    const writing = writeLetter(owed, gathered, { on: draft.on, house });
    if (!('paper' in writing)) return undefined;
    const page = await this.#set(writing);
    if (sha256(page) !== draft.pdfSha256) return undefined;
    await this.parts.blobs.put(page, mediaTypeOf(writing));
    return page;
  }

  async #page(on: OnTheDesk, fingerprint: string, facts: Facts): Promise<Page | undefined> {
    const then = writtenThen(facts, fingerprint);
    if (then === undefined) return undefined;
    const kept = (await this.#kept(fingerprint)) ?? (await this.#setAgain(on, then));
    return kept === undefined ? 'lost' : { bytes: kept };
  }

  /** What was altered since, or cannot be read, is not what was written: it is set again like a page that is gone. A store that is away has it still. */
  async #kept(fingerprint: string): Promise<Uint8Array | undefined> {
    try {
      return await this.parts.blobs.get(fingerprint);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      return undefined;
    }
  }

  async #set({ paper, draft }: Written): Promise<Uint8Array> {
    return draft.channel === 'sms' ? bytesOf(draft.text.join('\n')) : this.parts.setPage(paper);
  }

  async #factsOf({ id, trust }: OnTheDesk): Promise<Facts> {
    const stored = await this.parts.execution.store.readStream(streamOf(letter, id));
    return stored[0]?.metadata['trust'] === trust ? stored.map((event) => factOf(letter, event).event) : [];
  }
}

type Facts = readonly Parameters<typeof letter.decider.evolve>[1][];
const isDraft = (event: Facts[number]): event is Extract<LetterEvent, { readonly type: 'LetterDrafted' }> => event.type === 'LetterDrafted';

/** The last time a letter was written as a page, and what was owed then. */
const writtenThen = (facts: Facts, fingerprint: string): WrittenThen | undefined => {
  const at = facts.findLastIndex((event) => isDraft(event) && event.pdfSha256 === fingerprint);
  const event = facts[at];
  if (event === undefined || !isDraft(event)) return undefined;
  const before: LetterState = facts.slice(0, at).reduce(letter.decider.evolve, letter.decider.initialState);
  const { type: _, ...draft } = event;
  return before.phase === 'none' ? undefined : { draft, owed: before.owed };
};
