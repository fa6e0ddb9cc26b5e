import type { Demographics } from '@rms/contracts';
import type { ClinicalNow } from '@rms/event-sourcing';
import { nhsAuthority, waitingKey, type Identifier, type IntakeLog, type IntakeReader } from '@rms/intake';
import type { Message } from '@rms/messaging';
import { instantFromMillis, millisOf, parseInstant } from '@rms/nhs';
import type { Policy } from '@rms/read-models';

const reconsiderDays = 35;
const dayMs = 24 * 3600 * 1000;

/** Every number by which somebody is or was known. */
export const numbersOf = ({ nhsNumber, localIds, formerIds }: Demographics): readonly Identifier[] => [
  ...(nhsNumber === undefined ? [] : [{ authority: nhsAuthority, id: nhsNumber }]),
  ...localIds,
  ...formerIds,
];

const daysBefore = (now: string): string => {
  const instant = parseInstant(now);
  return instant === undefined ? '' : instantFromMillis(millisOf(instant) - reconsiderDays * dayMs);
};

export interface StrangersParts {
  readonly route: 'registration' | 'results';
  readonly log: Pick<IntakeLog, 'waiting'>;
  readonly key: Uint8Array;
  readonly now: ClinicalNow;
  readonly reader: () => Pick<IntakeReader, 'readAgain'>;
}

/** Messages that were nobody's are read again when somebody with one of their numbers becomes known: whichever comes second finds the other. */
export const readStrangersAgain = ({ route, log, key, now, reader }: StrangersParts): Policy => ({
  name: 'read-strangers-again',
  on: ['registration.patient-registered.v1', 'registration.demographics-corrected.v1', 'registration.patient-absorbed.v1'],
  react: async (message: Message) => {
    const { demographics } = message.data as { readonly demographics: Demographics };
    const keys = numbersOf(demographics).map((number) => waitingKey(key, number));
    for (const arrived of await log.waiting(route, keys, daysBefore(now()))) await reader().readAgain(arrived);
  },
});
