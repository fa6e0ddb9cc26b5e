/** The example below the help of a command. */
export const example = (text: string): string => `\nExample:\n  $ npx rms ${text}`;
/** Which data directory a command is about. */
export const data = ['--data <dir>', 'data directory (default: .rms/data, or RMS_DATA)'] as const;
/** What a command says, for machines. */
export const json = ['--json', 'one JSON object a line, for machines'] as const;
