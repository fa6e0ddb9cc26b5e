import express from 'express';
import { instantText, openEmbeddedEventStore, systemClock } from '@rms/event-sourcing';
import { addSignIns, trainingToken } from '@rms/identity';
import { openEmbeddedIntakeLog } from '@rms/intake';
import { present } from '@rms/nhs';
import { openMllpDoor, tracedArrivals } from '@rms/service-kit';
import { takeDirectory, type DataDirectory } from '@rms/service-kit/embedded';
import { openFrontDoor, openTracing } from '@rms/service-kit/standing';
import { createLogger } from '@rms/telemetry';
import { advanceClock } from '../clock/advance-clock.js';
import { ClinicalClock } from '../clock/clinical-clock.js';
import type { NodeConfig } from '../config.js';
import { beginningOf } from '../training/live-through-the-region.js';
import { layFoundations, trainingPassword } from '../training/lay-foundations.js';
import { isSeeded } from '../training/seed-cast.js';
import { trainingStaff } from '../training/training-staff.js';
import { sealEveryTenMinutes, sealTrouble } from '../sealing/seal-every-ten-minutes.js';
import { Sealer } from '../sealing/sealer.js';
import { nothingBetween, type Between } from './between.js';
import { openControl } from './control.js';
import { writeReadyFile } from './ready-file.js';
import type { Advance } from '../clock/hops.js';
import { controlRoutes, oneAtATime, refuseOtherClock, timersOf } from './clock-of-a-node.js';
import { openIdentity } from './open-identity.js';
import { startServices, type Foundation, type RunningNode } from './services.js';

export interface StartedNode {
  readonly http: string;
  readonly mllp: string;
  readonly issuer: string;
  readonly directory: DataDirectory;
  readonly node: RunningNode;
  /** A training sign-in's token, for the seed. */
  readonly tokenFor: (username: string) => Promise<string>;
  /** Resolves when nothing that has been received or recorded waits for anything. */
  readonly quiet: () => Promise<void>;
  readonly clock: ClinicalClock;
  /** Moves the training clock on, and lets everything happen that falls due on the way. */
  readonly advance: Advance;
  /** The same in hops of two hours and without the sweep at the end, for whoever moves it on day by day. */
  readonly passTime: (to: number) => Promise<void>;
  /** Does the work of a seed: until it is done, the days it passes through have no certificate. Where it fails, the next start goes on with it. */
  readonly bringToLife: (work: () => Promise<void>) => Promise<void>;
  close(): Promise<void>;
}

const twoHours = 2 * 60 * 60_000;
const lastStored = async ({ services }: RunningNode): Promise<number | undefined> => (await services[0]?.subscription.progress())?.of;
const finishOpenWork = async ({ services }: RunningNode): Promise<void> => {
  for (const { definition, subscription } of services) {
    for (const work of definition.background) await work.quiet();
    await subscription.caughtUp();
  }
};
// What one service finishes may be work for another: it is quiet when nothing was stored in two rounds one after the other.
const quietOf = (node: RunningNode) => async (): Promise<void> => {
  for (let still = 0; still < 2; still += 1) {
    const before = await lastStored(node);
    await finishOpenWork(node);
    if ((await lastStored(node)) !== before) still = -1;
  }
};

/** Starts the whole system in this process. Refuses with a sentence and leaves nothing open. */
export const startNode = async (config: NodeConfig, between: Between = nothingBetween): Promise<StartedNode> => {
  const directory = takeDirectory(config.data, { mode: config.mode, seed: config.seed, now: instantText(systemClock.now()) });
  const closers: (() => Promise<void> | void)[] = [
    () => {
      directory.release();
    },
  ];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const front = await openFrontDoor(config.host, config.httpPort);
    closers.push(() => front.close());
    const life = { isBeginning: directory.birth.seed !== 'empty' && !isSeeded(directory) };
    const store = await openEmbeddedEventStore(directory.path, systemClock);
    const clock = await ClinicalClock.of(store, systemClock);
    refuseOtherClock(config, directory, clock);
    // A demonstration begins three years ago: what it is founded on is older than what is built on it.
    if (directory.birth.seed === 'demo' && !clock.isMoved) await clock.moveTo(beginningOf(directory.birth.bornAt), config.operator);
    const log = await openEmbeddedIntakeLog(directory.path, clock);
    closers.push(
      () => store.close(),
      () => log.close(),
    );
    const sealer = new Sealer({
      store,
      path: directory.path,
      seed: Buffer.from(directory.secret('sealing-key'), 'hex'),
      clock: systemClock,
    });
    const sealing = sealEveryTenMinutes(sealer, sealTrouble(config.logLevel));
    closers.push(() => sealing.stop());
    const frontApp = express();
    const identity = await openIdentity(directory, front, frontApp);
    closers.push(() => {
      identity.store.close();
    });
    await addSignIns(
      identity.store,
      trainingStaff.map((person) => ({ ...person, password: trainingPassword(directory) })),
    );
    await layFoundations({ store, people: identity.store.signIns(), seed: directory.birth.seed, operator: config.operator, clock });
    const logger = createLogger('door', { level: config.logLevel });
    const tracing = await openTracing(
      { process: 'single-node', endpoint: config.traces },
      { logger, onClose: (closer) => void closers.push(closer) },
    );
    const foundation: Foundation = {
      config,
      directory,
      between,
      store: between.store(store),
      log,
      front,
      frontApp,
      issuer: identity.issuer,
      identity: identity.store,
      clock,
      isComingToLife: () => life.isBeginning,
      tracing,
    };
    const node = await startServices(foundation);
    closers.push(() => node.closeServices());
    identity.useRenderer((model, nonce) => node.signInPage(model, nonce));
    const mllp = await openMllpDoor({
      host: config.host,
      port: config.mllpPort,
      log: tracing === undefined ? log : tracedArrivals(log, tracing.of('registration')),
      ...node.agreements,
      logger,
    });
    closers.push(() => mllp.close());
    const quiet = quietOf(node);
    const clockParts = { clock, operator: config.operator, timers: timersOf(node), quiet };
    const oneOf = oneAtATime();
    const advance: Advance = async (to, onHop) => {
      await oneOf(() => advanceClock({ ...clockParts, ...present({ onHop }) }, to));
      // Who waits for months to pass is told at their end whether somebody was lost on the way.
      await node.watch.sweep();
      await quiet();
    };
    const control = await openControl({
      directory,
      routes: controlRoutes({ config, store, clock, advance, sealer, isBeginning: () => life.isBeginning }),
    });
    closers.push(() => control.close());
    if (config.readyFile !== undefined)
      writeReadyFile(config.readyFile, {
        pid: process.pid,
        http: front.address,
        mllp: mllp.address,
        issuer: identity.issuer,
        data: directory.path,
      });
    return {
      http: front.origin,
      mllp: mllp.address,
      issuer: identity.issuer,
      directory,
      node,
      tokenFor: (username) => trainingToken(identity.provider, identity.store, username),
      quiet,
      clock,
      advance,
      passTime: (to) => oneOf(() => advanceClock({ ...clockParts, within: twoHours }, to)),
      bringToLife: async (work) => {
        life.isBeginning = true;
        await work();
        life.isBeginning = false;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
