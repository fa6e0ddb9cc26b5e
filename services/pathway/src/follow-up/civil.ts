import { parseCivilDate, type CivilDate } from '@rms/nhs';

/** A civil date out of a fact, where the schema has already seen to it that it is one. */
export const civil = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is not a civil date`);
  return date;
};
