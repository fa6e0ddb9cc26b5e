import { Command, CommanderError } from 'commander';
import { addCopies } from './backup.options.js';
import { certificateCommand, type CertificateOptions } from './certificate.command.js';
import { clockAdvanceCommand, clockShowCommand } from './clock.command.js';
import { data, example, json } from './every-command.options.js';
import { eventsCommand, type EventsOptions } from './events.command.js';
import { exportCommand, type ExportOptions } from './export.command.js';
import { outcomesCommand, type ReadOptions } from './outcomes.command.js';
import { isDamage, tellFailure } from './failure.js';
import { finish } from './output.js';
import { addProtocol } from './protocol.options.js';
import { rebuildCommand, type RebuildOptions } from './rebuild.command.js';
import { replayCommand, type ReplayOptions } from './replay.command.js';
import { sealCommand } from './seal.command.js';
import { seedCommand } from './seed.command.js';
import { sendCommand, type SendOptions } from './send.command.js';
import { signInsCommand } from './sign-ins.command.js';
import { startCommand } from './start.command.js';
import { verifyCommand, type VerifyOptions } from './verify.command.js';
import type { StartOptions } from '../config.js';

const addStart = (program: Command): void => {
  program
    .command('start')
    .description('Start the single-node system and stay until stopped')
    .option('--mode <mode>', 'training or production; fixed when the directory is born (default: training)')
    .option(...data)
    .option('--http <port>', 'port for web pages, 0 for any free one (default: 8080)')
    .option('--mllp <port>', 'port for HL7 messages, 0 for any free one (default: 2575)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--seed <seed>', 'demo, cast or empty, for a new directory (default: demo)')
    .option('--clock <clock>', 'training, which can be moved on, or real (default: training)')
    .option('--ready-file <file>', 'write {pid, http, mllp, issuer, data} here when every door is open')
    .addHelpText('after', example('start --seed empty --http 0 --mllp 0 --ready-file ready.json'))
    .action((options: StartOptions) => startCommand(options));
};

const addSend = (program: Command): void => {
  program
    .command('send')
    .description('Send HL7 v2 messages over MLLP, one line of result each')
    .argument('<path...>', 'files, or folders to search for *.hl7')
    .requiredOption('--to <host:port>', 'where to')
    .option('--connections <n>', 'connections at once (default: 1)')
    .option('--rate <r>', 'messages a second at most')
    .option('--repeat <n>', 'send everything so many times (default: 1)')
    .option(...json)
    .addHelpText('after', example('send messages/ --to 127.0.0.1:2575'))
    .action((paths: readonly string[], options: SendOptions) => sendCommand(paths, options));
};

const addClock = (program: Command): void => {
  const clock = program.command('clock').description('The training clock of a running system');
  clock
    .command('show')
    .description('Where it stands')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('clock show'))
    .action((options: ReadOptions) => clockShowCommand(options));
  clock
    .command('advance')
    .description('Move it on; everything that falls due on the way happens')
    .argument('<period>', 'such as "3 months", 90d, 12h or P3M')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('clock advance "3 months"'))
    .action((period: string, options: ReadOptions) => clockAdvanceCommand(period, options));
};

const addSeed = (program: Command): void => {
  program
    .command('seed')
    .description('Training regions on a cluster: what they are born with, and patients to try it with')
    .argument('<seed>', 'empty or cast')
    .addHelpText('after', example('seed cast'))
    .action((seed: string) => seedCommand(seed));
};

const addReaders = (program: Command): void => {
  program
    .command('outcomes')
    .description('Every accepted message with its one current outcome')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('outcomes --json'))
    .action((options: ReadOptions) => outcomesCommand(options));
  program
    .command('events')
    .description('The stored history in commit order, one JSON object a line')
    .option(...data)
    .option('--since <position>', 'only events after this position')
    .option('--follow', 'go on as events are stored')
    .option('--stream <stream>', 'only this stream')
    .option(...json)
    .addHelpText('after', example('events --since 100 --follow'))
    .action((options: EventsOptions) => eventsCommand(options));
  program
    .command('replay')
    .description('A patient’s state as known at an instant, and each event behind it in a sentence')
    .requiredOption('--patient <nhs-number>', 'NHS number')
    .option('--trust <ods>', 'only at this trust')
    .option('--at <instant>', 'as known then (default: now)')
    .option('--view <view>', 'known, or true: as corrected since (default: known)')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('replay --patient 9990004129 --at 2026-03-04T09:00:00Z'))
    .action((options: ReplayOptions) => replayCommand(options));
  program
    .command('certificate')
    .description('Whether anybody is lost, reckoned from the history alone')
    .option('--on <date>', 'as everything stood at the end of that day (default: now)')
    .option('--verify <file>', 'whether a certificate that was downloaded is as it was signed; needs nothing but the file')
    .option('--key <key>', 'with --verify: the key it must be signed with, as the certificate page shows it')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('certificate --on 2026-03-04'))
    .action((options: CertificateOptions) => certificateCommand(options));
  program
    .command('export')
    .description('Every event of a patient’s streams as JSON lines that prove themselves')
    .requiredOption('--patient <nhs-number>', 'NHS number')
    .requiredOption('--trust <ods>', 'at this trust')
    .option('--to <file>', 'a new file (default: standard output)')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('export --patient 9990004129 --trust ZT001 --to history.jsonl'))
    .action((options: ExportOptions) => exportCommand(options));
  program
    .command('rebuild')
    .description('Make every read model anew, or compare with one built beside')
    .option('--check', 'build beside and compare byte for byte; works beside a running system or cluster')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('rebuild --check'))
    .action((options: RebuildOptions) => rebuildCommand(options));
  program
    .command('verify')
    .description('Check that the history, or an export of it, was not altered')
    .option('--heads <file...>', 'signed heads that are kept elsewhere: the history must be what they say')
    .option('--key <file>', 'the public key they must be signed by (sealing-key.pub)')
    .option('--export <file>', 'check an exported file by itself; with --data also against that history')
    .option(...data)
    .option(...json)
    .addHelpText('after', `${example('verify --heads heads-of-march.jsonl')}\n  $ npx rms verify --export history.jsonl`)
    .action((options: VerifyOptions) => verifyCommand(options));
  program
    .command('seal')
    .description('Sign a head over the whole history now, to be kept elsewhere')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('seal'))
    .action((options: ReadOptions) => sealCommand(options));
  program
    .command('sign-ins')
    .description('The training sign-ins')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('sign-ins'))
    .action((options: ReadOptions) => {
      signInsCommand(options);
    });
};

// Whoever reads the output may stop reading, as `head` does.
const stopWithReader = (error: NodeJS.ErrnoException): void => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
};

const closesWithinMs = 3000;

/** The command line. Exit status 0 done, 1 something was found wrong, 2 misuse. */
export const main = async (argv: readonly string[]): Promise<void> => {
  process.stdout.on('error', stopWithReader);
  const program = new Command('rms')
    .description('Remote monitoring of people followed up after cancer')
    .exitOverride()
    .configureOutput({
      writeErr: (text) => {
        process.stderr.write(text);
      },
    });
  addStart(program);
  addSend(program);
  addReaders(program);
  addClock(program);
  addCopies(program);
  addProtocol(program);
  addSeed(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      finish(error.exitCode === 0 ? 0 : 2);
      return;
    }
    tellFailure(error);
    finish(isDamage(error) && argv[2] !== 'start' ? 1 : 2);
    // Whatever is still open may not keep a command alive that has failed.
    setTimeout(() => process.exit(), closesWithinMs).unref();
  }
};
