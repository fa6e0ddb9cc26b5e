import { instantText, systemClock, type Execution } from '@rms/event-sourcing';
import { Woken, type PublishedHistory } from '@rms/messaging';
import type { DocumentStore } from '@rms/read-models';
import type { Background, Signer } from '@rms/service-kit';
import type { Desk } from '../who-acts/desk.model.js';
import { certificates, type CertificateCopy } from './certificates.projection.js';
import { KeepingWatch } from './keeping-watch.js';

export interface NobodyIsLostParts {
  readonly execution: Execution;
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  readonly documents: DocumentStore;
  readonly deskOf: (trust: string) => Promise<Desk>;
  readonly signer: Signer;
  readonly certifies: () => boolean;
  readonly onSilent: (error: unknown) => void;
}

const hourMs = 3_600_000;
// After a start, what fell due while nothing ran is noticed first.
const firstAfterMs = 60_000;

const certifiedTo = async (documents: DocumentStore): Promise<string | undefined> => {
  const lasts: string[] = [];
  for (const trust of await documents.trustsOf(certificates.name)) {
    const [last] = await documents.collection<CertificateCopy>(certificates.name).find(trust, {}, { sort: { on: -1 }, limit: 1 });
    if (last !== undefined) lasts.push(last.on);
  }
  return lasts.sort()[0];
};

/** The hourly sweep and the daily certificate, ready to run. */
export const assembleNobodyIsLost = (parts: NobodyIsLostParts): { readonly watch: KeepingWatch; readonly background: Background } => {
  const watch = new KeepingWatch({
    ...parts,
    certifiedTo: () => certifiedTo(parts.documents),
    systemNow: () => instantText(systemClock.now()),
  });
  const work = new Woken(async () => {
    await watch.sweep();
  }, parts.onSilent);
  const timers: NodeJS.Timeout[] = [];
  const wake = (): void => {
    work.wake();
  };
  return {
    watch,
    background: {
      start: () => {
        timers.push(setTimeout(wake, firstAfterMs).unref(), setInterval(wake, hourMs).unref());
      },
      stop: async () => {
        for (const timer of timers) clearTimeout(timer);
        await work.stop();
      },
      quiet: () => work.quiet(),
    },
  };
};
