import { accept, refuse, type Aggregate, type Decision, type Erased, onlyShapes } from '@rms/event-sourcing/pure';
import { nhsAuthority } from '@rms/intake/pure';
import type { Natures, Sentences } from '@rms/service-kit';

interface Holding {
  readonly patient: string;
  readonly authority: string;
  readonly id: string;
}
export type ClaimEvent = ({ readonly type: 'IdentifierClaimed' } & Holding) | ({ readonly type: 'IdentifierReleased' } & Holding);
export type ClaimCommand = ({ readonly type: 'ClaimIdentifier' } & Holding) | ({ readonly type: 'ReleaseIdentifier' } & Holding);
export type ClaimState = { readonly patient?: string };

const decide = ({ type, ...holding }: ClaimCommand, state: ClaimState): Decision<ClaimEvent, 'claimed-by-another'> => {
  switch (type) {
    case 'ClaimIdentifier':
      if (state.patient === undefined) return accept({ type: 'IdentifierClaimed', ...holding });
      return state.patient === holding.patient ? accept() : refuse('claimed-by-another');
    case 'ReleaseIdentifier':
      return state.patient === holding.patient ? accept({ type: 'IdentifierReleased', ...holding }) : accept();
    default:
      return type satisfies never;
  }
};

const evolve = (state: ClaimState, event: ClaimEvent | Erased): ClaimState => {
  switch (event.type) {
    case 'IdentifierClaimed':
      return { patient: event.patient };
    case 'IdentifierReleased':
      return {};
    case 'Erased':
      return state;
    default:
      return event satisfies never;
  }
};

const schemas = { IdentifierClaimed: 1, IdentifierReleased: 1 } as const;

/**
 * `registration.claim-<keyed id of trust, authority and number>`: one stream for each number, so no two patients of a trust can
 * ever hold one number, whatever runs at the same moment.
 */
export const claim: Aggregate<ClaimState, ClaimCommand, ClaimEvent, 'claimed-by-another'> = {
  service: 'registration',
  name: 'claim',
  schemas,
  published: new Set(['IdentifierClaimed', 'IdentifierReleased']),
  occurred: () => undefined,
  decider: { initialState: {}, decide, evolve },
  upcast: onlyShapes(schemas),
};

const numberWords = (authority: string): string => (authority === nhsAuthority ? 'The NHS number' : `A number of ${authority}`);

export const claimSentences: Sentences<ClaimEvent> = {
  IdentifierClaimed: (e) => `${numberWords(e.authority)} was found to be this patient’s.`,
  IdentifierReleased: (e) => `${numberWords(e.authority)} was let go again: the message that named it was not filed.`,
};

/** What each fact is: about the world, or done by people and the system. */
export const claimNatures: Natures<ClaimEvent> = {
  IdentifierClaimed: 'act',
  IdentifierReleased: 'act',
};
