import { alertingCopies } from '@rms/alerting';
import { lettersCopies } from '@rms/letters';
import { pathwayCopies } from '@rms/pathway';
import { gatewayCopies, gatewayViews } from '@rms/portal-gateway';
import { collectionsOf, type CollectionSpec, type Copy, type View } from '@rms/read-models';
import { registrationCopies } from '@rms/registration';
import { resultsCopies } from '@rms/results';

/** The read model of one service: copies of what it hears, and the views that are computed from them. */
export interface ReadModel {
  readonly service: string;
  readonly copies: readonly Copy[];
  readonly views: readonly View[];
}

export const readModels: readonly ReadModel[] = [
  { service: 'registration', copies: registrationCopies, views: [] },
  { service: 'results', copies: resultsCopies, views: [] },
  { service: 'pathway', copies: pathwayCopies, views: [] },
  { service: 'letters', copies: lettersCopies, views: [] },
  { service: 'alerting', copies: alertingCopies, views: [] },
  { service: 'portal-gateway', copies: gatewayCopies, views: gatewayViews },
];

export const collectionsIn = ({ copies, views }: ReadModel): readonly CollectionSpec[] => collectionsOf(copies, views);
