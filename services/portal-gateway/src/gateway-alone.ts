import { join } from 'node:path';
import express from 'express';
import { systemClock } from '@rms/event-sourcing';
import { answers, openFrontDoor, type Assembled, type Footing } from '@rms/service-kit/embedded';
import { browserSide, sessionMs } from './browser-side.js';
import type { GatewayConfig } from './config.js';
import { assembleGateway } from './gateway.js';
import type { OwnerUrls } from './owners/owners.js';
import { OpenId } from './session/open-id.js';
import { SessionsStore } from './session/sessions.store.js';

const ownersAway = (owners: OwnerUrls) => async (): Promise<readonly string[]> => {
  const looks = Object.entries(owners).map(async ([owner, url]) => ({ owner, there: await answers(`${url}/health/live`) }));
  return (await Promise.all(looks)).filter(({ there }) => !there).map(({ owner }) => owner);
};

/**
 * The gateway in a process of its own. It gives commands to the owners over HTTP, but on the bus of one process it hears nobody
 * but itself: so its pages never claim to be up to date.
 */
export const gatewayAlone =
  (config: GatewayConfig) =>
  async (footing: Footing): Promise<Assembled> => {
    const { directory, ports, verifyBearer } = footing;
    const front = await openFrontDoor(config.host, config.port);
    footing.onClose(() => front.close());
    const sessions = new SessionsStore(join(directory.path, 'sessions.db'), systemClock);
    footing.onClose(() => {
      sessions.close();
    });
    const publicUrl = config.publicUrl ?? front.origin;
    const definition = assembleGateway({
      ...ports,
      verifyBearer,
      systemClock,
      sessionMs,
      training: directory.birth.mode === 'training',
      serviceName: config.serviceName,
      trustName: (ods) => config.trustNames.get(ods) ?? ods,
      subscription: () => undefined,
      owners: () => config.owners,
      openId: new OpenId({
        issuer: config.issuer,
        clientId: config.clientId,
        clientSecret: config.clientSecret ?? directory.secret('gateway-client'),
        publicUrl,
        clock: systemClock,
      }),
    });
    const cookieSecret = directory.secret('cookies');
    return {
      definition,
      browser: browserSide({ front, express: express(), sessions, cookieSecret, publicUrl, issuer: config.issuer }),
      without: ownersAway(config.owners),
    };
  };
