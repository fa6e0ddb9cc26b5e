import type { FeedAgreement } from '@rms/contracts';
import { accept, type Aggregate, onlyShapes } from '@rms/event-sourcing/pure';
import type { Natures, Sentences } from '@rms/service-kit';

export type FeedEvent = { readonly type: 'FeedAgreed'; readonly agreement: FeedAgreement };
export type FeedCommand = { readonly type: 'AgreeFeed'; readonly agreement: FeedAgreement };
export type FeedState = { readonly agreement?: FeedAgreement };

const schemas = { FeedAgreed: 1 } as const;

/** `registration.feed-<id>`: what a sender may send, for which trusts, and what its codes mean. A later agreement replaces the earlier. */
export const feed: Aggregate<FeedState, FeedCommand, FeedEvent, never> = {
  service: 'registration',
  name: 'feed',
  schemas,
  published: new Set(['FeedAgreed']),
  occurred: () => undefined,
  decider: {
    initialState: {},
    decide: ({ agreement }, state) =>
      JSON.stringify(state.agreement) === JSON.stringify(agreement) ? accept() : accept({ type: 'FeedAgreed', agreement }),
    evolve: (state, event) => (event.type === 'Erased' ? state : { agreement: event.agreement }),
  },
  upcast: onlyShapes(schemas),
};

export const feedSentences: Sentences<FeedEvent> = {
  FeedAgreed: (e) =>
    `It was agreed what ${e.agreement.name} sends: ${e.agreement.sends}, for ${e.agreement.trusts.join(', ')}${e.agreement.mayRegister ? ', and that it may register patients' : ''}.`,
};

/** What each fact is: about the world, or done by people and the system. */
export const feedNatures: Natures<FeedEvent> = {
  FeedAgreed: 'act',
};
