import type { Copies } from '@rms/read-models';
import { tasks } from '../../copies/others.projection.js';
import type { Statement } from '../../copies/watch.projection.js';
import { openPatientFile } from '../../patient-page/patient-file.js';
import type { PageContext } from '../../patient-page/page-context.js';
import { identityOf, type Identity } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { exceptionTaskOf, whoseTask, type WhoseTask } from './exception.model.js';

/** Somebody whom nothing held on the day of a certificate: why, and whose task he is. */
export interface Lost {
  readonly followUp: string;
  readonly why: string;
  /** Absent where he is not known here, or must not be named to whoever looks. */
  readonly identity: Identity | undefined;
  readonly task: WhoseTask;
}

interface Desk {
  readonly trust: string;
  readonly copies: Copies;
  readonly context: Pick<PageContext, 'nameOf' | 'today'>;
  readonly mayName: boolean;
}

const lostOne = async ({ followUp, patient, why }: Statement['exceptions'][number], desk: Desk): Promise<Lost> => {
  const { trust, copies, context, mayName } = desk;
  const file = patient === undefined ? undefined : await openPatientFile(trust, patient, copies);
  const own = file?.tasks ?? (await copies.of(tasks).find(trust, { open: true }));
  return {
    followUp,
    why,
    identity: file === undefined || !mayName ? undefined : identityOf(bannerOf(file.patient, file.followUps), context.today),
    task: whoseTask(exceptionTaskOf(own, followUp), context.nameOf),
  };
};

/** The exceptions of a certificate with the people they are about, as they are known today. */
export const lostOnes = async (exceptions: Statement['exceptions'], desk: Desk): Promise<readonly Lost[]> => {
  const found: Lost[] = [];
  for (const exception of exceptions) found.push(await lostOne(exception, desk));
  return found;
};
