import { alertingCopies } from '@rms/alerting';
import { EmbeddedHistoryReader } from '@rms/event-sourcing';
import { lettersCopies } from '@rms/letters';
import { pathwayCopies } from '@rms/pathway';
import { gatewayCopies, gatewayViews } from '@rms/portal-gateway';
import { buildReadModel, collectionsOf, openSqliteDocuments, type Copy, type View } from '@rms/read-models';
import { registrationCopies } from '@rms/registration';
import { resultsCopies } from '@rms/results';
import { historiesOf } from '../node/services.js';

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

export interface BuildOrder {
  readonly file: string;
  readonly through: number;
  /** Through which position its reactions have run already. */
  readonly done: number;
  readonly onProgress: (at: number) => void;
  readonly onIncident?: (what: string) => void;
}

/** Builds one read model into an empty file from the history of a directory, up to a position, and reacts to nothing. */
export const buildInto = async (data: string, model: ReadModel, order: BuildOrder): Promise<void> => {
  const { file, through, done, onProgress, onIncident = () => undefined } = order;
  const reader = new EmbeddedHistoryReader(data);
  const documents = openSqliteDocuments(file, collectionsOf(model.copies, model.views));
  await buildReadModel(
    {
      ...model,
      documents,
      histories: historiesOf(reader),
      onIncident: (kind, stream, why) => {
        onIncident(`${model.service}: ${stream} is ${kind}: ${why}`);
      },
    },
    { through, store: reader, onProgress },
  );
  await documents.done(done);
  await documents.close();
  reader.close();
};
