import { accept, derivedId, onlyShapes, type Aggregate } from '@rms/event-sourcing/pure';
import type { Natures, Sentences } from '@rms/service-kit';

/** How a trust’s letters are headed and signed, and whom their readers ring. */
export interface ContactDetails {
  readonly trustName: string;
  readonly department: string;
  readonly lines: readonly string[];
  readonly postcode: string;
  readonly phone: string;
  readonly hours: string;
  readonly email: string;
  readonly signedBy: string;
  readonly signedAs: string;
}
export type SenderEvent = { readonly type: 'ContactDetailsGiven' } & ContactDetails;
export type SenderCommand = { readonly type: 'GiveContactDetails' } & ContactDetails;
export type SenderState = { readonly details?: ContactDetails };

const ofTrusts = 'b6f0a7f5-2c56-4f6a-9b57-4a3f7d3f1c01';
/** One sender for each trust. */
export const senderOf = (trust: string): string => derivedId(ofTrusts, `sender ${trust}`);
/** One template of each name for each trust. */
export const templateOf = (trust: string, name: string): string => derivedId(ofTrusts, `template ${trust} ${name}`);

const schemas = { ContactDetailsGiven: 1 } as const;
/** `letters.sender-<id>`: one for each trust. What is given replaces what was given before; letters keep what they were written with. */
export const sender: Aggregate<SenderState, SenderCommand, SenderEvent, never> = {
  service: 'letters',
  name: 'sender',
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred: () => undefined,
  decider: {
    initialState: {},
    decide: ({ type: _, ...details }, state) =>
      JSON.stringify(state.details) === JSON.stringify(details) ? accept() : accept({ type: 'ContactDetailsGiven', ...details }),
    evolve: (state, event) => {
      if (event.type === 'Erased') return state;
      const { type: _, ...details } = event;
      return { details };
    },
  },
  upcast: onlyShapes(schemas),
};

export const senderSentences: Sentences<SenderEvent> = {
  ContactDetailsGiven: (e) => `Letters of ${e.trustName} are headed ${e.department}, telephone ${e.phone}, and signed by ${e.signedBy}.`,
};

/** Each is done by people. */
export const senderNatures: Natures<SenderEvent> = { ContactDetailsGiven: 'act' };
