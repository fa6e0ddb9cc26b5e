import { alertingCopies } from '@rms/alerting';
import { lettersCopies } from '@rms/letters';
import { pathwayCopies } from '@rms/pathway';
import { gatewayCopies, gatewayViews } from '@rms/portal-gateway';
import type { Copy, View } from '@rms/read-models';
import { registrationCopies } from '@rms/registration';
import { resultsCopies } from '@rms/results';

/** What a service keeps to read from. */
export interface ReadModel {
  readonly service: string;
  readonly copies: readonly Copy[];
  readonly views: readonly View[];
}

/** The read model of every service. */
export const readModels: readonly ReadModel[] = [
  { service: 'registration', copies: registrationCopies, views: [] },
  { service: 'results', copies: resultsCopies, views: [] },
  { service: 'pathway', copies: pathwayCopies, views: [] },
  { service: 'letters', copies: lettersCopies, views: [] },
  { service: 'alerting', copies: alertingCopies, views: [] },
  { service: 'portal-gateway', copies: gatewayCopies, views: gatewayViews },
];
