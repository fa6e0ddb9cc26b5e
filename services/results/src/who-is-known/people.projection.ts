import type { DataOf, Demographics, registration } from '@rms/contracts';
import { nhsAuthority } from '@rms/intake/pure';
import type { Message } from '@rms/messaging/pure';
import { normaliseName, present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';

/** What results needs of a patient: what he looks like on paper, and under which record he lives. */
export interface PersonCopy extends CopyDocument {
  readonly registered: boolean;
  readonly likeness: {
    readonly family?: string;
    readonly given?: string;
    readonly bornOn?: string;
    readonly sex?: string;
    readonly postcode?: string;
  };
  /** Date of birth and family name, for finding somebody whose number was mistyped. */
  readonly likenessKey: string;
  readonly numbers: readonly { readonly authority: string; readonly id: string }[];
  readonly retiredInto?: string;
}
/** Whose a number is. */
export interface ClaimCopy extends CopyDocument {
  readonly number: string;
  readonly patient: string;
}

type PersonContent = Omit<PersonCopy, keyof CopyDocument>;
type ClaimContent = Omit<ClaimCopy, keyof CopyDocument>;

export const likenessKeyOf = (bornOn: string | undefined, family: string | undefined): string =>
  `${bornOn ?? ''}|${normaliseName(family ?? '')}`;
export const numberKey = (authority: string, id: string): string => `${authority}|${id}`;

const personFrom = (
  before: PersonContent,
  { name, bornOn, sex, address, nhsNumber, localIds, formerIds }: Demographics,
): PersonContent => ({
  ...before,
  registered: true,
  likenessKey: likenessKeyOf(bornOn, name.family),
  likeness: {
    ...(name.family === '' ? {} : { family: name.family }),
    ...(name.given === '' ? {} : { given: name.given }),
    ...present({ bornOn }),
    ...(sex === 'unknown' ? {} : { sex }),
    ...(address?.postcode === undefined ? {} : { postcode: address.postcode }),
  },
  numbers: [...(nhsNumber === undefined ? [] : [{ authority: nhsAuthority, id: nhsNumber }]), ...localIds, ...formerIds],
});

export const people: Copy<PersonCopy> = {
  name: 'people',
  of: 'registration.patient',
  indexes: ['likenessKey', 'retiredInto'],
  initial: { registered: false, likeness: {}, likenessKey: '', numbers: [] },
  evolve: (before, message: Message) => {
    switch (message.type) {
      case 'registration.patient-registered.v1':
      case 'registration.demographics-corrected.v1':
      case 'registration.patient-absorbed.v1':
        return personFrom(before, (message.data as DataOf<typeof registration.demographicsCorrected>).demographics);
      case 'registration.patient-retired.v1':
        return { ...before, retiredInto: (message.data as DataOf<typeof registration.patientRetired>).into };
      default:
        return before;
    }
  },
};

export const claims: Copy<ClaimCopy> = {
  name: 'claims',
  of: 'registration.claim',
  indexes: ['number'],
  initial: { number: '', patient: '' },
  evolve: (before: ClaimContent, message: Message): ClaimContent => {
    switch (message.type) {
      case 'registration.identifier-claimed.v1': {
        const { authority, id, patient } = message.data as DataOf<typeof registration.identifierClaimed>;
        return { number: numberKey(authority, id), patient };
      }
      case 'registration.identifier-released.v1':
        return { number: '', patient: '' };
      default:
        return before;
    }
  },
};
