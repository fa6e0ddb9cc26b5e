/** How often each fault is brought about: RMS_FAULT_HITS, once where nothing is said. */
export const hitsFrom = (environment: NodeJS.ProcessEnv = process.env): number => {
  const hits = Number(environment['RMS_FAULT_HITS'] ?? '1');
  if (!Number.isInteger(hits) || hits < 1) throw new Error(`RMS_FAULT_HITS must be a whole number from 1, not "${String(hits)}".`);
  return hits;
};
