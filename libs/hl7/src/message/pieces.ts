/** `text` cut at each separator; of the pieces the first `most`. A sender without that separator sends one piece. */
export const piecesOf = (text: string, separator: string, most = Number.POSITIVE_INFINITY): readonly string[] => {
  const pieces: string[] = [];
  let from = 0;
  for (let at = separator === '' ? -1 : text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
    pieces.push(text.slice(from, at));
    if (pieces.length === most) return pieces;
    from = at + 1;
  }
  pieces.push(text.slice(from));
  return pieces;
};

/** `text` up to the first separator. */
export const firstPieceOf = (text: string, separator: string): string => {
  const end = separator === '' ? -1 : text.indexOf(separator);
  return end < 0 ? text : text.slice(0, end);
};

const isVisible = (code: number): boolean => code > 32 && code < 127;

/** `text` without white space around it. Nearly every value needs none taken off, and looking is cheaper than doing. */
export const trimmed = (text: string): string =>
  text === '' || (isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1))) ? text : text.trim();

const hasSmallLetter = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 96) return true;
  return false;
};

/** A value from an HL7 table, whose values are capitals: senders pad it with spaces and some write it small. `""` says there is none. */
export const tableValueOf = (text: string): string => {
  const value = trimmed(text);
  if (value === '""') return '';
  return hasSmallLetter(value) ? value.toUpperCase() : value;
};

/** Whether `text` is ten digits, as an NHS number is. */
export const isTenDigits = (text: string): boolean => {
  if (text.length !== 10) return false;
  for (let at = 0; at < 10; at += 1) if (text.charCodeAt(at) < 48 || text.charCodeAt(at) > 57) return false;
  return true;
};

/** Piece `n` of `text`, from 1; '' where there are fewer. */
export const pieceOf = (text: string, separator: string, n: number): string => {
  if (separator === '') return n === 1 ? text : '';
  let from = 0;
  for (let passed = 1; passed < n; passed += 1) {
    const at = text.indexOf(separator, from);
    if (at < 0) return '';
    from = at + 1;
  }
  const end = text.indexOf(separator, from);
  return end < 0 ? text.slice(from) : text.slice(from, end);
};
