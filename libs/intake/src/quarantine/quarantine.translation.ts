import { idOfStream } from '@rms/event-sourcing/pure';
import { say, type Translation } from '@rms/messaging/pure';
import type { QuarantineEvent } from './quarantine.decider.js';

type Contract = Parameters<typeof say>[0];

/** What waits for a person and what he decided, under the contracts of the service that holds it. */
export const tellOfQuarantine =
  ({ held, settled }: { readonly held: Contract; readonly settled: Contract }): Translation<QuarantineEvent> =>
  ({ type, ...content }, fact) => {
    const problem = idOfStream(fact.stream);
    switch (type) {
      case 'MessageQuarantined':
        return say(held, { problem, ...content });
      case 'QuarantineSettled':
        return say(settled, { problem, ...content });
      case 'MessageHeldToo':
        return undefined;
      default:
        return type satisfies never;
    }
  };
