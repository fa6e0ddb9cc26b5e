/** Who does what at a training trust, by sign-in. */
export interface StaffOfATrust {
  readonly nurse: string;
  readonly coordinator: string;
  readonly support: string;
  readonly clerk: string;
}

const staff: Readonly<Record<string, StaffOfATrust>> = {
  ZT001: { nurse: 'ruth', coordinator: 'kit', support: 'leah', clerk: 'tom' },
  ZT002: { nurse: 'anwen', coordinator: 'idris', support: 'idris', clerk: 'lena' },
  ZT003: { nurse: 'nell', coordinator: 'rafi', support: 'rafi', clerk: 'lena' },
};

/** Throws for a trust that is none of the training region. */
export const staffOf = (trust: string): StaffOfATrust => {
  const found = staff[trust];
  if (found === undefined) throw new Error(`Nobody works at ${trust}.`);
  return found;
};
