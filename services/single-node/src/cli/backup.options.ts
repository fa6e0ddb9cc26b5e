import type { Command } from 'commander';
import { backupCommand, restoreCommand, type BackupOptions, type RestoreOptions } from './backup.command.js';
import { data, example, json } from './every-command.options.js';

/** `rms backup` and `rms restore`. */
export const addCopies = (program: Command): void => {
  program
    .command('backup')
    .description('Verified copy of the data directory, beside a running system or without one')
    .requiredOption('--to <dir>', 'the folder that the backup is to be: empty, or not there yet')
    .option(...data)
    .option(...json)
    .addHelpText('after', example('backup --to /backups/2026-03-04'))
    .action((options: BackupOptions) => backupCommand(options));
  program
    .command('restore')
    .description('Make a data directory of a backup; nothing is left where the backup is not whole')
    .requiredOption('--from <dir>', 'the backup')
    .option('--data <dir>', 'the data directory that is to be: empty, or not there yet (default: .rms/data, or RMS_DATA)')
    .option('--verify', 'replay it too, and hold what it says against what the backup recorded')
    .option(...json)
    .addHelpText('after', example('restore --from /backups/2026-03-04 --data /srv/rms/data --verify'))
    .action((options: RestoreOptions) => restoreCommand(options));
};
