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

export interface SweepTiming {
  readonly firstAfterMs: number;
  readonly everyMs: number;
  readonly againAfterMs: number;
}
// After a start, what fell due while nothing ran is noticed first. What failed is not tried again at once: it reads whole histories.
const hourly: SweepTiming = { firstAfterMs: 60_000, everyMs: 3_600_000, againAfterMs: 5 * 60_000 };

const certifiedTo = async (documents: DocumentStore): Promise<string | undefined> => {
  const lasts: string[] = [];
  for (const trust of await documents.trustsOf(certificates.name)) {
    const [last] = await documents.collection<CertificateCopy>(certificates.name).find(trust, {}, { sort: { on: -1 }, limit: 1 });
    if (last !== undefined) lasts.push(last.on);
  }
  return lasts.sort()[0];
};

/** Sweeps now and then, and some minutes after a failure. One at a time; once more where it was asked for meanwhile. */
export const sweepingBackground = (
  sweep: () => Promise<unknown>,
  onSilent: (error: unknown) => void,
  { firstAfterMs, everyMs, againAfterMs }: SweepTiming = hourly,
): Background => {
  const timers = new Set<NodeJS.Timeout>();
  const work = new Woken(async () => {
    await sweep().catch((error: unknown) => {
      onSilent(error);
      if (!work.isStopped) timers.add(setTimeout(wake, againAfterMs).unref());
    });
  }, onSilent);
  const wake = (): void => {
    work.wake();
  };
  return {
    start: () => {
      timers.add(setTimeout(wake, firstAfterMs).unref());
      timers.add(setInterval(wake, everyMs).unref());
    },
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      await work.stop();
    },
    quiet: () => work.quiet(),
  };
};

/** The hourly sweep and the daily certificate, ready to run. */
export const assembleNobodyIsLost = (parts: NobodyIsLostParts): { readonly watch: KeepingWatch; readonly background: Background } => {
  const watch = new KeepingWatch({
    ...parts,
    certifiedTo: () => certifiedTo(parts.documents),
    systemNow: () => instantText(systemClock.now()),
  });
  return { watch, background: sweepingBackground(() => watch.sweep(), parts.onSilent) };
};
