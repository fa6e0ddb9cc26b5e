declare const brand: unique symbol;

/** The code of an organisation in the NHS Organisation Data Service: three to ten capital letters and digits. */
export type OdsCode = string & { readonly [brand]: 'OdsCode' };

/** Reads an ODS code; `undefined` when it is not one. Case and surrounding space are forgiven. */
export const parseOdsCode = (text: string): OdsCode | undefined => {
  const code = text.trim().toUpperCase();
  return /^[A-Z0-9]{3,10}$/.test(code) ? (code as OdsCode) : undefined;
};

/** Stands where a trust would, on facts that belong to the whole region: feeds, protocols, bank holidays. */
export const regionWide = 'REGION';
