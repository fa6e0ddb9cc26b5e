import type { Route } from '@rms/hl7';

/** An agreement with a sender: who it is, what it may do, how its times and codes are to be read. */
export interface Feed {
  readonly feed: string;
  readonly name: string;
  readonly sends: string;
  readonly facilities: readonly string[];
  /** Training only: takes messages of any sending facility that no other feed names. */
  readonly anyFacility: boolean;
  readonly trusts: readonly string[];
  readonly mayRegister: boolean;
  readonly zone: string;
  readonly processingIds: readonly string[];
  /** A strict feed refuses message types that are not used; others are accepted and ignored. */
  readonly strict: boolean;
  readonly codes: readonly {
    readonly code: string;
    readonly system?: string | undefined;
    readonly analyte?: string | undefined;
    /** How its values are read; as a quantity where nothing is said. */
    readonly reads?: 'quantity' | 'coded' | undefined;
  }[];
}

/** The feed that a message's sending facility belongs to. */
export const feedFor = (feeds: readonly Feed[], route: Pick<Route, 'sendingFacility'>): Feed | undefined =>
  feeds.find((feed) => feed.facilities.includes(route.sendingFacility)) ?? feeds.find((feed) => feed.anyFacility);
