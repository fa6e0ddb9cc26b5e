import { accept, refuse, type Aggregate } from '@rms/event-sourcing';
import { nhsAuthority } from '@rms/intake';
import type { Sentences } from '@rms/service-kit';

export type ClaimEvent = { readonly type: 'IdentifierClaimed'; readonly patient: string; readonly authority: string; readonly id: string };
export type ClaimCommand = { readonly type: 'ClaimIdentifier'; readonly patient: string; readonly authority: string; readonly id: string };
export type ClaimState = { readonly patient?: string };

/**
 * `registration.claim-<keyed id of trust, authority and number>`: created with no stream expected, so no two patients of a trust
 * can ever hold one number, whatever runs at the same moment.
 */
export const claim: Aggregate<ClaimState, ClaimCommand, ClaimEvent, 'claimed-by-another'> = {
  service: 'registration',
  name: 'claim',
  schemas: { IdentifierClaimed: 1 },
  published: new Set(['IdentifierClaimed']),
  occurred: () => undefined,
  decider: {
    initialState: {},
    decide: ({ type: _, ...number }, state) => {
      if (state.patient === undefined) return accept({ type: 'IdentifierClaimed', ...number });
      return state.patient === number.patient ? accept() : refuse('claimed-by-another');
    },
    evolve: (state, event) => (event.type === 'Erased' ? state : { patient: event.patient }),
  },
  upcast: (type, schema, data) => {
    if (type !== 'IdentifierClaimed' || schema !== 1) throw new Error(`${type} of schema ${String(schema)} is not known`);
    return { ...(data as Omit<ClaimEvent, 'type'>), type };
  },
};

export const claimSentences: Sentences<ClaimEvent> = {
  IdentifierClaimed: (e) =>
    e.authority === nhsAuthority
      ? 'The NHS number was found to be this patient’s.'
      : `A number of ${e.authority} was found to be this patient’s.`,
};
