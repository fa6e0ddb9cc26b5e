import { join } from 'node:path';
import express from 'express';
import { systemClock } from '@rms/event-sourcing';
import type { BusSubscription } from '@rms/messaging';
import { present } from '@rms/nhs';
import { answers, openFrontDoor, type Assembled, type Footing } from '@rms/service-kit/standing';
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
 * The gateway in a process of its own. It gives commands to the owners over HTTP. On a cluster it hears all of them; alone it hears
 * nobody but itself, and its pages never claim to be up to date.
 */
export const gatewayAlone =
  (config: GatewayConfig) =>
  async (footing: Footing): Promise<Assembled> => {
    const { folder, ports, verifyBearer } = footing;
    const front = await openFrontDoor(config.host, config.port);
    footing.onClose(() => front.close());
    const sessions = new SessionsStore(join(folder, 'sessions.db'), systemClock);
    footing.onClose(() => {
      sessions.close();
    });
    // Alone it hears nobody but itself, and cannot say how far behind it is.
    const heard: { subscription?: BusSubscription } = {};
    const publicUrl = config.publicUrl ?? front.origin;
    const definition = assembleGateway({
      ...ports,
      verifyBearer,
      ...present({ signIns: footing.signIns?.() }),
      systemClock,
      sessionMs,
      training: footing.isTraining,
      serviceName: config.serviceName,
      trustName: (ods) => config.trustNames.get(ods) ?? ods,
      subscription: () => heard.subscription,
      owners: () => config.owners,
      openId: new OpenId({
        issuer: config.issuer,
        clientId: config.clientId,
        clientSecret: config.clientSecret ?? footing.secret('gateway-client'),
        publicUrl,
        clock: systemClock,
      }),
    });
    const cookieSecret = footing.secret('cookies');
    return {
      definition,
      heard: (subscription) => {
        if (config.profile === 'cluster') heard.subscription = subscription;
      },
      browser: browserSide({ front, express: express(), sessions, cookieSecret, publicUrl, issuer: config.issuer }),
      without: ownersAway(config.owners),
    };
  };
