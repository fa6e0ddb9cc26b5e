/** One line of the README's table of patients to look at. */
export interface Told {
  readonly nhsNumber: string;
  readonly name: string;
  readonly trust: 'Northmoor' | 'Saltmarsh' | 'Fellside';
  readonly shows: string;
  /** What the history of a seeded region has of him. */
  readonly facts: readonly string[];
  /** What it has not. */
  readonly never?: readonly string[];
  /** What waits for the staff on the day on which the region is ready. */
  readonly waits?: string;
}

/** Who in the training region shows what. The README says the same, and a test holds both against a seeded region. */
export const toldOfByName: readonly Told[] = [
  {
    nhsNumber: '999 001 1508',
    name: 'Harbhajan Singh',
    trust: 'Northmoor',
    shows: 'Every result under the limit; the letters about the last one wait to be approved',
    facts: ['LetterDrafted'],
    never: ['ReviewOpened'],
  },
  {
    nhsNumber: '999 000 4129',
    name: 'George Allan',
    trust: 'Northmoor',
    shows: 'A result corrected to one over the limit, and a higher one after it; needs large print',
    facts: ['ResultCorrected', 'ReviewOpened'],
    waits: 'review',
  },
  {
    nhsNumber: '999 002 5703',
    name: 'Anita Devi',
    trust: 'Northmoor',
    shows: 'A suspicious mammogram after surgery for breast cancer',
    facts: ['ReviewOpened'],
    waits: 'review',
  },
  {
    nhsNumber: '999 002 4405',
    name: 'Margaret Hartley',
    trust: 'Northmoor',
    shows: 'Normal and benign mammograms',
    facts: ['LetterDrafted'],
    never: ['ReviewOpened'],
  },
  {
    nhsNumber: '999 002 1007',
    name: 'Colin Baxter',
    trust: 'Northmoor',
    shows: 'A rise from the lowest value after radiotherapy',
    facts: ['ReviewOpened'],
    waits: 'review',
  },
  {
    nhsNumber: '999 000 6334',
    name: 'Marek Kowalski',
    trust: 'Northmoor',
    shows: 'A result that cannot be read; his letter is held, because he needs it in Polish',
    facts: ['ReviewOpened', 'LetterHeld'],
    waits: 'letter',
  },
  {
    nhsNumber: '999 001 8227',
    name: 'Owain Price',
    trust: 'Northmoor',
    shows: 'A result that the laboratory withdrew',
    facts: ['ResultRetracted', 'ReadingWithdrawn', 'ReviewWithdrawn'],
  },
  {
    nhsNumber: '999 001 6089',
    name: 'Peter Mercer',
    trust: 'Northmoor',
    shows: 'Died: follow-up ended, and letters were stopped',
    facts: ['PatientDied', 'FollowUpEnded', 'LetterCancelled'],
  },
  {
    nhsNumber: '999 500 0148',
    name: 'Gareth Iqbal',
    trust: 'Saltmarsh',
    shows: 'Two records that were merged',
    facts: ['PatientAbsorbed'],
  },
  {
    nhsNumber: '999 500 0083',
    name: 'Trevor Underhill',
    trust: 'Northmoor',
    shows: 'Moved house and changed his GP practice',
    facts: ['DemographicsCorrected'],
  },
  {
    nhsNumber: '999 500 1004',
    name: 'Piotr Vance',
    trust: 'Northmoor',
    shows: 'A rise that was decided on: recalled, and seen in clinic',
    facts: ['ReviewOpened', 'ResultReviewed', 'RecallBooked', 'RecallSettled'],
  },
  {
    nhsNumber: '999 500 1012',
    name: 'Stanley Calder',
    trust: 'Northmoor',
    shows: 'A missed test: reminded twice, and to be rung now',
    facts: ['TestBecameOverdue', 'LadderStepTaken'],
    waits: 'telephone',
  },
  {
    nhsNumber: '999 500 0776',
    name: 'Frank Birch',
    trust: 'Northmoor',
    shows: 'An appointment for a blood test that he did not keep',
    facts: ['AppointmentMissed', 'TestNotAttended', 'LadderStepTaken'],
  },
  {
    nhsNumber: '999 500 0032',
    name: 'Trevor Nowak',
    trust: 'Northmoor',
    shows: 'A letter that came back, and nobody has found out yet where he lives',
    facts: ['LetterReturned', 'LetterNeedsSomebody'],
    never: ['LetterFollowedBy'],
    waits: 'letter',
  },
  {
    nhsNumber: '999 500 0105',
    name: 'Trevor Haworth',
    trust: 'Northmoor',
    shows: 'A letter that came back and was sent again to the right address',
    facts: ['LetterReturned', 'DemographicsCorrected', 'LetterFollowedBy'],
  },
  {
    nhsNumber: '999 500 1411',
    name: 'Gareth Mawson',
    trust: 'Saltmarsh',
    shows: 'Suspended while he is abroad, with a date on which to take it up again',
    facts: ['FollowUpSuspended'],
  },
  {
    nhsNumber: '999 500 0768',
    name: 'Ibrahim Hallam',
    trust: 'Northmoor',
    shows: 'A message with his NHS number that is about somebody else, to be sorted out',
    facts: [],
    waits: 'quarantine',
  },
  {
    nhsNumber: '999 500 0938',
    name: 'Amina Wadsworth',
    trust: 'Saltmarsh',
    shows: 'A worrying mammogram of yesterday at another trust: Northmoor’s staff cannot see her',
    facts: ['ReviewOpened'],
    waits: 'review',
  },
];

/** A line of the table as it stands in the README. */
export const lineOf = ({ nhsNumber, name, trust, shows }: Told): string => `| ${name} | ${nhsNumber} | ${trust} | ${shows} |`;
