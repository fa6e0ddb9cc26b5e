import { rmSync } from 'node:fs';

/** Removes what the journeys of a run have shared. */
export default () => {
  rmSync(process.env.RMS_JOURNEYS_FOLDER, { recursive: true, force: true });
};
