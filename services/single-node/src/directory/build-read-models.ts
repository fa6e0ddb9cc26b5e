import { EmbeddedHistoryReader } from '@rms/event-sourcing';
import { buildReadModel, openSqliteDocuments } from '@rms/read-models';
import { historiesOf } from '../node/services.js';
import { collectionsIn, type ReadModel } from '../rebuilding/read-models.js';

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
  const documents = openSqliteDocuments(file, collectionsIn(model));
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
