import { DamagedHistory } from '@rms/event-sourcing';
import { StartRefused } from '@rms/service-kit/standing';
import { tell } from './output.js';

const ofTheFileSystem = ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR'];
const isMisuse = (error: unknown): boolean =>
  error instanceof StartRefused || error instanceof TypeError || ofTheFileSystem.includes((error as NodeJS.ErrnoException).code ?? '');
const isFullDisk = (error: Error): boolean => (error as NodeJS.ErrnoException).code === 'ENOSPC' || error.message.includes('disk is full');
// A writer is a thread of its own: of what SQLite said there, only the words arrive here.
const wordsOfDamage = /database disk image is malformed|file is not a database|malformed database schema|no such table: event/;
/** Is a file of the data directory damaged? That is something found wrong, and no misuse. */
export const isDamage = (error: unknown): boolean =>
  error instanceof DamagedHistory || (error instanceof Error && wordsOfDamage.test(error.message));
/** What went wrong, for the person at the terminal. Misuse gets its sentence; anything else its stack too, for whoever mends it. */
export const tellFailure = (error: unknown): void => {
  if (!(error instanceof Error)) {
    tell(String(error));
    return;
  }
  if (isFullDisk(error)) {
    tell('The disk is full: nothing can be written. Make room, and try again. Nothing that was acknowledged is lost.');
    return;
  }
  if (isDamage(error)) {
    tell(
      `A file of the data directory is damaged: ${error.message} Keep a copy of the directory as it is, see what rms verify finds, and restore a backup into another folder (rms restore).`.replace(
        /([^.]) Keep/,
        '$1. Keep',
      ),
    );
    return;
  }
  tell(error.message);
  if (!isMisuse(error) && error.stack !== undefined) tell(error.stack);
};
