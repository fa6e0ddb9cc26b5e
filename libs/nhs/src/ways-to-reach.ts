/** A form that a text must have, and what to tell whoever typed another. */
export interface TextForm {
  readonly pattern: RegExp;
  readonly says: string;
}

/** What is printed for readers to ring, write or come to: a number or an address that cannot be one would leave them alone. */
export const waysToReach = {
  postcode: { pattern: /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/, says: 'Enter a postcode, such as ZZ1 1AA' },
  phone: {
    pattern: /^\+?[ ()-]*\d(?:[ ()-]*\d){9,14}$/,
    says: 'Enter a telephone number with 10 to 15 digits, such as 01632 960123',
  },
  email: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, says: 'Enter an e-mail address, such as follow-up@northmoor.example' },
  /** The code that the NHS gives a GP practice in England. */
  practiceCode: { pattern: /^[A-Z]\d{5}$/, says: 'Enter the code of the practice as a letter and five digits, such as Z99001' },
} as const satisfies Readonly<Record<string, TextForm>>;
