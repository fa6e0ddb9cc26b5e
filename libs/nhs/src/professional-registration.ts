declare const brand: unique symbol;

/** The body and number under which a clinician is registered, such as "NMC 12A3456E". */
export type ProfessionalRegistration = string & { readonly [brand]: 'ProfessionalRegistration' };

/** How the number of each body is written. */
export const registrationForms: Readonly<Record<string, { readonly shape: RegExp; readonly says: string }>> = {
  GMC: { shape: /^\d{7}$/, says: 'GMC and 7 digits' },
  NMC: { shape: /^\d{2}[A-Z]\d{4}[A-Z]$/, says: 'NMC and a PIN such as 12A3456E' },
  HCPC: { shape: /^[A-Z]{2}\d{5,6}$/, says: 'HCPC and two letters with 5 or 6 digits' },
};

/**
 * Reads a registration; `undefined` when it has the form of none. Case and further spaces are forgiven. The form says nothing of
 * whether the number is that person's: that is for whoever looks it up in the body's register.
 */
export const parseRegistration = (text: string): ProfessionalRegistration | undefined => {
  const [, body = '', rest = ''] =
    /^([A-Z]+)\s*(.+)$/.exec(
      text
        .trim()
        .toUpperCase()
        .replace(/^(GMC|NMC|HCPC)/, '$1 '),
    ) ?? [];
  const number = rest.replace(/\s+/g, '');
  return registrationForms[body]?.shape.test(number) === true ? (`${body} ${number}` as ProfessionalRegistration) : undefined;
};
