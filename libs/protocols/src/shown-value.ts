import { present, showQuantity } from '@rms/nhs';
import type { Side } from './figures.js';
import type { SeenValue } from './reading.js';
import { sideWords } from './sides.js';

/** A reported value as it is shown without its unit: “<0.01”, “M1 Normal, left”. */
export const shownOf = (value: SeenValue): string => {
  switch (value.kind) {
    case 'quantity':
      return showQuantity({ value: value.value, decimals: value.decimals, ...present({ comparator: value.comparator }) });
    case 'not-a-number':
      return value.raw;
    case 'coded': {
      const words = value.text === undefined || value.text === value.code ? value.code : `${value.code} ${value.text}`;
      return value.side === undefined ? words : `${words}, ${sideWords(value.side)}`;
    }
    default:
      return value satisfies never;
  }
};

/** The unit a value was reported in; none for a code. */
export const unitOf = (value: SeenValue): string => (value.kind === 'coded' ? '' : value.unit);
/** The side that a report is of, where it says so. */
export const sideOf = (value: SeenValue): Side | undefined => (value.kind === 'coded' ? value.side : undefined);
