import { exportedIn, isDocument, type ExportFinding, type ExportReport } from '@rms/event-sourcing';
import { setHistory } from '@rms/portal-gateway';
import { tellOfOwners } from './tellers.js';

const finding = (what: string): readonly ExportFinding[] => [{ line: 1, rule: 'pages-differ', what }];

// A forger's words may be such that nothing can be set from them.
const setAgain = (...order: Parameters<typeof setHistory>): Buffer | undefined => {
  try {
    return setHistory(...order);
  } catch {
    return undefined;
  }
};

/**
 * What is wrong with the pages of an exported document. They are set again from the attached lines, and every byte of the file must be
 * what comes out: so nothing on them, beside them or behind them can have been changed.
 */
export const differencesOfPages = (
  file: Uint8Array,
  { header, events }: Pick<ExportReport, 'header' | 'events'>,
): readonly ExportFinding[] => {
  if (!isDocument(file)) return [];
  if (header?.pages === undefined) return finding('The pages cannot be checked: the attached lines do not say what they were made with.');
  const told = events.map(tellOfOwners).filter((event) => event !== undefined);
  const lines = Buffer.from(exportedIn(file)).toString();
  return setAgain({ about: { ...header, pages: header.pages }, lines }, told)?.equals(file) === true
    ? []
    : finding(
        'The document is not the one that is set from the attached lines: something in it was changed, put in or cut off, or another release has set it. Believe the attached lines, where nothing is found in them, and not the pages.',
      );
};
