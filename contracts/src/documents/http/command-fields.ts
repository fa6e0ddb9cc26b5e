import { z } from 'zod';
import { id } from '../../vocabulary.js';

/** Fields that the bodies of many commands have. */
export const commandId = id.describe('Chosen by the caller. The same command sent again gives the first answer again and does nothing.');
export const seen = z
  .number()
  .int()
  .min(1)
  .describe('The `published` counter of the newest fact that the person had before him. Something newer refuses the command.');
export const seenOrNothing = z
  .number()
  .int()
  .min(0)
  .describe('As everywhere `seen`; 0 where the person saw that nothing had been recorded yet.');
export const reason = z.string().max(2000);
