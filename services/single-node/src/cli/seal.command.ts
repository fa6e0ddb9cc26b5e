import { birthWithHistory } from '@rms/service-kit/embedded';
import { defaultData, operatedCluster, sealingKeyFrom } from '../config.js';
import { sealNow } from '../directory/seal-now.js';
import type { SealedNow } from '../sealing/sealed-now.js';
import { SealRefused } from '../sealing/seal-refused.js';
import { headsFile, publicKeyFile } from '../sealing/heads-file.js';
import { finish, show, tell } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

/** Of a data directory where one is named or nothing is said, of a cluster where its endpoints are set; with the folder that holds the heads. */
const sealed = async (named: string | undefined): Promise<SealedNow & { readonly folder: string }> => {
  const cluster = named === undefined ? operatedCluster() : undefined;
  if (cluster !== undefined) {
    const { sealCluster } = await import('../cluster/index.js');
    return { ...(await sealCluster(cluster, sealingKeyFrom())), folder: cluster.heads };
  }
  const data = named ?? defaultData();
  birthWithHistory(data);
  return { ...(await sealNow(data)), folder: data };
};

/** Signs a head over the whole history now, and says where heads and public key lie. 1 where the history is not what was sealed before. */
export const sealCommand = async (options: ReadOptions): Promise<void> => {
  try {
    const { head, publicKey, folder } = await sealed(options.data);
    show(options.json, { ...head, publicKey, heads: headsFile(folder) }, () =>
      [
        `Sealed: ${String(head.size)} events on ${head.time}`,
        `Root    ${head.root}`,
        `Heads   ${headsFile(folder)}`,
        `Key     ${publicKeyFile(folder)}`,
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
