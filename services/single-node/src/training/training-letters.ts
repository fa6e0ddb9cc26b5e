import type { ContactDetails } from '@rms/letters';

/** How a training trust’s letters are headed and signed. Numbers are of Ofcom’s range for drama, addresses of no town. */
export interface TrainingSender {
  readonly trust: string;
  readonly details: ContactDetails;
  /** Sign-ins of the two people who approved its templates. */
  readonly approvedBy: readonly [string, string];
}

const shared = { department: 'Cancer follow-up team', hours: 'Monday to Friday, 9am to 5pm' } as const;

export const trainingSenders: readonly TrainingSender[] = [
  {
    trust: 'ZT001',
    details: {
      ...shared,
      trustName: 'Northmoor Hospitals',
      lines: ['Harbour Road', 'Northmoor'],
      postcode: 'ZZ1 1AA',
      phone: '01632 960123',
      email: 'follow-up@northmoor.example',
      signedBy: 'Ruth Adeyemi',
      signedAs: 'Clinical nurse specialist',
    },
    approvedBy: ['david', 'tom'],
  },
  {
    trust: 'ZT002',
    details: {
      ...shared,
      trustName: 'Saltmarsh Coast Hospitals',
      lines: ['Sluice Road', 'Saltmarsh'],
      postcode: 'ZZ2 1AA',
      phone: '01632 960456',
      email: 'follow-up@saltmarsh.example',
      signedBy: 'Anwen Rees',
      signedAs: 'Clinical nurse specialist',
    },
    approvedBy: ['anwen', 'lena'],
  },
  {
    trust: 'ZT003',
    details: {
      ...shared,
      trustName: 'Fellside and Dale Hospitals',
      lines: ['Beck Lane', 'Fellbridge'],
      postcode: 'ZZ3 1AA',
      phone: '01632 960789',
      email: 'follow-up@fellside.example',
      signedBy: 'Nell Garth',
      signedAs: 'Clinical nurse specialist',
    },
    approvedBy: ['nell', 'lena'],
  },
];
