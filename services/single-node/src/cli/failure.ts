import { StartRefused } from '@rms/service-kit/embedded';
import { tell } from './output.js';

const ofTheFileSystem = ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR'];
const isMisuse = (error: unknown): boolean =>
  error instanceof StartRefused || error instanceof TypeError || ofTheFileSystem.includes((error as NodeJS.ErrnoException).code ?? '');
const isFullDisk = (error: Error): boolean => (error as NodeJS.ErrnoException).code === 'ENOSPC' || error.message.includes('disk is full');
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
  tell(error.message);
  if (!isMisuse(error) && error.stack !== undefined) tell(error.stack);
};
