const errorTexts = {
  100: 'Segment sequence error',
  101: 'Required field missing',
  102: 'Data type error',
  103: 'Table value not found',
  104: 'Value too long',
  200: 'Unsupported message type',
  201: 'Unsupported event code',
  202: 'Unsupported processing id',
  203: 'Unsupported version id',
  204: 'Unknown key identifier',
  205: 'Duplicate key identifier',
  206: 'Application record locked',
  207: 'Application internal error',
} as const;

/** HL7 table 0357, the codes that say no. */
export type ErrorCode = `${keyof typeof errorTexts}`;

/** The wording of the table. */
export const errorTextOf = (code: ErrorCode): string => errorTexts[code];
