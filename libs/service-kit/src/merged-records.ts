import type { Collection, Document } from '@rms/read-models';

/** A copy of a patient record that may have gone into another. */
export interface MergeableRecord extends Document {
  readonly retiredInto?: string;
}

/**
 * The record under which somebody lives: that of this id, or the one it went into, however many times over. `undefined` where the
 * first is not known. A record that is not known yet ends the way: whoever asks is to ask again when it is.
 */
export const livingRecord = async <D extends MergeableRecord>(
  records: Collection<D>,
  trust: string,
  id: string,
): Promise<D | undefined> => {
  const seen = new Set<string>();
  let record = await records.get(trust, id);
  while (record?.retiredInto !== undefined && !seen.has(record._id)) {
    seen.add(record._id);
    record = (await records.get(trust, record.retiredInto)) ?? record;
  }
  return record;
};

/** Every record of the person whose living record this is, itself first. */
export const recordsInto = async <D extends MergeableRecord>(
  records: Collection<D>,
  trust: string,
  living: string,
): Promise<readonly string[]> => {
  const found = [living];
  for (const id of found)
    for (const retired of await records.find(trust, { retiredInto: id })) if (!found.includes(retired._id)) found.push(retired._id);
  return found;
};
