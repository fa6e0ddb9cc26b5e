declare const brand: unique symbol;

/** A ten-digit NHS number whose check digit is right and which is not one repeated digit. */
export type NhsNumber = string & { readonly [brand]: 'NhsNumber' };

export type NhsNumberProblem = 'not-ten-digits' | 'check-digit-wrong' | 'one-repeated-digit';

const checkDigitOf = (nine: string): number => {
  const sum = Array.from(nine, Number).reduce((total, digit, index) => total + digit * (10 - index), 0);
  return (11 - (sum % 11)) % 11;
};

/**
 * Reads an NHS number as a sender writes it, with or without the spaces or hyphens of the 3-3-4 display.
 * Refuses one repeated digit (0000000000, 9999999999 …): those pass the check digit and occur in feeds as dummies.
 * Source: NHS Data Dictionary, NHS NUMBER, modulus 11.
 */
export const parseNhsNumber = (
  text: string,
): { readonly ok: true; readonly value: NhsNumber } | { readonly ok: false; readonly rule: NhsNumberProblem } => {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{10}$/.test(digits)) return { ok: false, rule: 'not-ten-digits' };
  if (/^(\d)\1{9}$/.test(digits)) return { ok: false, rule: 'one-repeated-digit' };
  if (checkDigitOf(digits.slice(0, 9)) !== Number(digits[9])) return { ok: false, rule: 'check-digit-wrong' };
  return { ok: true, value: digits as NhsNumber };
};

/** 9990004129 → "999 000 4129", the display the NHS asks for. */
export const formatNhsNumber = (nhsNumber: string): string => `${nhsNumber.slice(0, 3)} ${nhsNumber.slice(3, 6)} ${nhsNumber.slice(6)}`;
