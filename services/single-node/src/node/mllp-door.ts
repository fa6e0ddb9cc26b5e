import { randomUUID } from 'node:crypto';
import { instantText, systemClock } from '@rms/event-sourcing';
import { startMllpServer } from '@rms/hl7';
import { openDoor, openForWhatIsNoFrame, type DoorParts } from '@rms/intake';
import { busy } from '@rms/service-kit/embedded';
import { createLogger } from '@rms/telemetry';
import type { Foundation, RunningNode } from './services.js';

const hl7Now = (): string => `${instantText(systemClock.now()).replace(/[-:T]/g, '').slice(0, 14)}+0000`;

/** Opens the door for HL7 messages. Refuses with a sentence where its port cannot be had. */
export const openMllp = async (
  { config, log }: Foundation,
  node: RunningNode,
): Promise<{ readonly address: string; close(): Promise<void> }> => {
  const logger = createLogger('door', { level: config.logLevel });
  const parts: DoorParts = {
    log,
    feeds: node.feeds,
    timestamp: hl7Now,
    controlId: () => randomUUID().slice(0, 20),
    onNotStored: (error) => {
      logger.error('message not stored', { error: String(error) });
    },
  };
  const [onFrame, onNoFrame] = [openDoor(parts), openForWhatIsNoFrame(parts)];
  const server = await startMllpServer({
    host: config.host,
    port: config.mllpPort,
    onFrame: (frame) => onFrame(frame),
    onProblem: (problem) => {
      logger.warn('frame not accepted', { kind: problem.kind });
      return onNoFrame(problem);
    },
  }).catch(busy('HL7 messages', config.mllpPort));
  return { address: `${config.host}:${String(server.port)}`, close: () => server.close() };
};
