import { readConfig, type StartOptions } from '../config.js';
import { startNode, type StartedNode } from '../node/start-node.js';
import { trainingPassword } from '../training/lay-foundations.js';
import { seedRegion } from '../training/seed-region.js';
import { trainingStaff } from '../training/training-staff.js';
import { trustName } from '../training/training-trusts.js';
import { Progress, say, tell } from './output.js';

const printDoors = ({ http, mllp, issuer, directory }: StartedNode): void => {
  say(`Web pages     ${http}`);
  say(`HL7 messages  mllp://${mllp}`);
  say(`Sign-in       ${issuer}`);
  say(`Data          ${directory.path} (${directory.birth.mode}, seed ${directory.birth.seed})`);
};

const printSignIns = (node: StartedNode): void => {
  say(`\nTraining sign-ins, password for all: ${trainingPassword(node.directory)}`);
  for (const { username, name, roles, trusts } of trainingStaff)
    say(`  ${username.padEnd(7)} ${name}, ${roles.join(', ').replaceAll('-', ' ')}, ${trusts.map(trustName).join(' and ')}`);
  say('\nStop with Ctrl+C.');
};

/** Tells how far a long beginning has come: as a bar on a terminal, else in quarters. */
const withProgress = async (what: string, work: (onProgress: (done: number, of: number) => void) => Promise<void>): Promise<void> => {
  const progress = new Progress(what);
  let quarters = 0;
  await work((done, of) => {
    progress.at(done, of);
    const now = Math.floor((done * 4) / of);
    if (!progress.isTerminal && now > quarters) {
      quarters = now;
      tell(`${what}: ${String(done)} of ${String(of)}`);
    }
  });
  progress.end();
};

const seed = async (node: StartedNode): Promise<void> => {
  await node.bringToLife(() => seedRegion(node, withProgress));
  tell('The demonstration is ready.');
};

/** Starts the node, prints its doors, fills the demonstration behind open doors, and stays until it is told to stop. */
export const startCommand = async (options: StartOptions): Promise<void> => {
  const node = await startNode(readConfig(options));
  printDoors(node);
  printSignIns(node);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    tell('Stopping: finishing what is under way.');
    void node.close().then(
      () => {
        process.exit(0);
      },
      (error: unknown) => {
        tell(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (node.directory.birth.seed !== 'empty')
    await seed(node).catch((error: unknown) => {
      if (!stopping)
        tell(`The demonstration was not finished: ${error instanceof Error ? error.message : String(error)} It goes on at the next start.`);
    });
};
