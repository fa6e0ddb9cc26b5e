import { randomUUID } from 'node:crypto';
import { instantText, systemClock } from '@rms/event-sourcing';
import { startMllpServer } from '@rms/hl7';
import { openDoor, openForWhatIsNoFrame, type DoorParts } from '@rms/intake';
import type { Logger } from '@rms/telemetry';
import { busy } from '../standing/front-door.js';

const hl7Now = (): string => `${instantText(systemClock.now()).replace(/[-:T]/g, '').slice(0, 14)}+0000`;

/** A door for HL7 messages that is open. */
export interface MllpDoor {
  /** `host:port` */
  readonly address: string;
  close(): Promise<void>;
}

/** Opens the door for HL7 messages. Refuses with a sentence where its port cannot be had. */
export const openMllpDoor = async ({
  host,
  port,
  log,
  feeds,
  lookAgain,
  logger,
}: Pick<DoorParts, 'log' | 'feeds' | 'lookAgain'> & {
  readonly host: string;
  readonly port: number;
  readonly logger: Logger;
}): Promise<MllpDoor> => {
  const parts: DoorParts = {
    log,
    feeds,
    lookAgain,
    timestamp: hl7Now,
    controlId: () => randomUUID().slice(0, 20),
    onNotStored: (error) => {
      logger.error('message not stored', { error: String(error) });
    },
  };
  const [onFrame, onNoFrame] = [openDoor(parts), openForWhatIsNoFrame(parts)];
  const server = await startMllpServer({
    host,
    port,
    onFrame: (frame) => onFrame(frame),
    onProblem: (problem) => {
      logger.warn('frame not accepted', { kind: problem.kind });
      return onNoFrame(problem);
    },
  }).catch(busy('HL7 messages', port));
  return { address: `${host}:${String(server.port)}`, close: () => server.close() };
};
