import type { Command } from 'commander';
import { data, example, json } from './every-command.options.js';
import type { ReadOptions } from './outcomes.command.js';
import {
  protocolCheckCommand,
  protocolPublishCommand,
  protocolSignCommand,
  type CheckOptions,
  type SignOptions,
} from './protocol.command.js';

const both = (one: string, before: readonly string[] = []): string[] => [...before, one];

/** `rms protocol`: what a trust's clinicians have written, checked, published and signed. */
export const addProtocol = (program: Command): void => {
  const protocol = program.command('protocol').description('Protocols as files: check, publish, sign');
  protocol
    .command('check')
    .description('Whether a file is a protocol that may be published: each field, value and rule that does not fit')
    .argument('<file...>', 'protocol files (JSON)')
    .option(...json)
    .addHelpText('after', example('protocol check breast-after-surgery.json'))
    .action((files: readonly string[], options: CheckOptions) => {
      protocolCheckCommand(files, options);
    });
  protocol
    .command('publish')
    .description('Publish it, beside a running system or cluster or without one; it counts for nobody before it is signed')
    .argument('<file>', 'protocol file (JSON)')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('protocol publish breast-after-surgery.json'))
    .action((file: string, options: ReadOptions) => protocolPublishCommand(file, options));
  protocol
    .command('sign')
    .description('Record that two clinicians signed what the file says; it is in force for follow-ups started from then on')
    .argument('<file>', 'the file as it was published')
    .requiredOption('--signed-by <who>', 'name and registration; once for each of the two', both)
    .option(...data)
    .option(...json)
    .addHelpText('after', example('protocol sign breast.json --signed-by "A. Surgeon, GMC 0000001" --signed-by "B. Nurse, NMC 00A0001X"'))
    .action((file: string, options: SignOptions) => protocolSignCommand(file, options));
};
