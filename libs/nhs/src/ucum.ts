// Mass concentrations that are the same number, only written otherwise: 1 ng/mL = 1 ug/L. Source: UCUM 2.1, §4.2 prefixes.
// AFP in kU/L and PSA in ng/mL are not convertible by arithmetic, so an unknown unit is never compared.
const nanogramPerMillilitre = new Set([
  'NG/ML',
  'UG/L',
  'ΜG/L',
  'MCG/L',
  'MICROG/L',
  'MICROGRAM/L',
  'MICROGRAMS/L',
  'UGL',
  'NGML',
  'NANOGRAM/ML',
]);

const spelled = (unit: string): string =>
  unit
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/\s+|\.$/g, '');

/** Is a unit as a laboratory spells it the same as a canonical unit of ours, with factor one? */
export const sameUnit = (asSent: string, canonical: string): boolean => {
  const [a, b] = [spelled(asSent), spelled(canonical)];
  return a !== '' && (a === b || (nanogramPerMillilitre.has(a) && nanogramPerMillilitre.has(b)));
};

// What surveillance tests are measured in. Source: UCUM 2.1; mL/min/1.73 m2 is how laboratories in England write eGFR.
const known = new Set(
  [
    'ng/mL',
    'ug/L',
    'ng/L',
    'pg/mL',
    'g/L',
    'mg/L',
    'U/L',
    'kU/L',
    'U/mL',
    'mU/L',
    'mmol/L',
    'umol/L',
    'nmol/L',
    'pmol/L',
    'mL/min',
    'mL/min/{1.73_m2}',
  ].map(spelled),
);

/** Is this a unit that a limit can be written in? A slip of the pen in a protocol would leave every value uncompared. */
export const isKnownUnit = (unit: string): boolean => known.has(spelled(unit));
