import { birthWithHistory } from '@rms/service-kit/embedded';
import { defaultData } from '../config.js';
import { sealNow } from '../directory/seal-now.js';
import { SealRefused } from '../sealing/seal-refused.js';
import { headsFile, publicKeyFile } from '../sealing/heads-file.js';
import { finish, show, tell } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

/** Signs a head over the whole history now, and says where heads and public key lie. 1 where the history is not what was sealed before. */
export const sealCommand = async (options: ReadOptions): Promise<void> => {
  const data = options.data ?? defaultData();
  birthWithHistory(data);
  try {
    const { head, publicKey } = await sealNow(data);
    show(options.json, { ...head, publicKey, heads: headsFile(data) }, () =>
      [
        `Sealed: ${String(head.size)} events on ${head.time}`,
        `Root    ${head.root}`,
        `Heads   ${headsFile(data)}`,
        `Key     ${publicKeyFile(data)}`,
        publicKey.trimEnd(),
        'Give heads and key to somebody who does not keep this system. Check with: rms verify --heads FILE --key FILE',
      ].join('\n'),
    );
    finish(0);
  } catch (error) {
    if (!(error instanceof SealRefused)) throw error;
    tell(error.message);
    finish(1);
  }
};
