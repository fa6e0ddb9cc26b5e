/** A name reduced to what two systems spell alike: letters only, no accents, capitals: "O’Brien-Smith" → "OBRIENSMITH". */
export const normaliseName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');

/** A postcode without its space: "zz1 4hr" → "ZZ14HR". */
export const normalisePostcode = (postcode: string): string => postcode.toUpperCase().replace(/\s+/g, '');
