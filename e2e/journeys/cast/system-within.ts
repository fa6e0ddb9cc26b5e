import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, seedCast, startNode, trainingPassword, type StartedNode } from '@rms/single-node';
import { openBrowser, openWindow, type Screen } from './browser.js';
import { Clinician } from './clinician.js';
import { Senders } from './senders.js';

/** The system in this process, so that a journey can also speak to an owner's door past the gateway, as a program would. */
export interface SystemWithin {
  readonly node: StartedNode;
  readonly senders: Senders;
  signsIn(username: string, screen?: Screen): Promise<Clinician>;
  /** A window in which nobody has signed in yet. */
  newWindow(): ReturnType<typeof openWindow>;
  readonly password: string;
  close(): Promise<void>;
}

export const openSystemWithin = async (): Promise<SystemWithin> => {
  const data = mkdtempSync(join(tmpdir(), 'rms-within-'));
  const browser = await openBrowser();
  const environment = { RMS_LOG_LEVEL: 'fatal' };
  const node = await startNode(readConfig({ data, seed: 'cast', http: '0', mllp: '0' }, environment));
  await node.bringToLife(() => seedCast(node, () => undefined));
  await node.quiet();
  const [host = '', port = ''] = node.mllp.split(':');
  const password = trainingPassword(node.directory);
  return {
    node,
    senders: new Senders({ mllp: { host, port: Number(port) } }),
    signsIn: async (username, screen) => Clinician.signsIn(await openWindow(browser, node.http, screen), username, password),
    newWindow: () => openWindow(browser, node.http),
    password,
    close: async () => {
      await browser.close();
      await node.close();
      rmSync(data, { recursive: true });
    },
  };
};
