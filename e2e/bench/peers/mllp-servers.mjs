// The peers' MLLP servers, used as their documentation does: parse, build the acknowledgement, send it. Neither stores anything.
import { Hl7Server } from '@medplum/hl7';
import simple from 'simple-hl7';

export const servers = {
  medplum: async (port) => {
    const server = new Hl7Server((connection) => {
      connection.addEventListener('message', ({ message }) => connection.send(message.buildAck()));
    });
    await server.start(port);
    return () => server.stop({ forceDrainTimeoutMs: 1 });
  },
  'simple-hl7': async (port) => {
    const app = simple.tcp();
    app.use((_request, response, _next) => response.end());
    app.start(port);
    return () => app.stop();
  },
};
