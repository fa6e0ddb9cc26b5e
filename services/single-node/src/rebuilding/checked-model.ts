import { keyOf, readModelsIn, type BuildsCompared, type CollectionCompared } from '@rms/read-models';
import { collectionsIn, type ReadModel } from './read-models.js';

/** What comparing one service's read model with what the history makes of it found, for people and for machines. */
export interface CheckedModel {
  readonly service: string;
  readonly through: number;
  readonly compared: number;
  readonly differing: readonly string[];
  readonly readModels: readonly CollectionCompared[];
  /** Why what differs may still have been on its way, where there was no quiet moment to compare at. */
  readonly unsettled?: string;
}

export const checkedModel = (model: ReadModel, through: number, compared: BuildsCompared): CheckedModel => {
  const found = readModelsIn(
    collectionsIn(model)
      .map(({ name }) => name)
      .toSorted(),
    compared,
  );
  const equal = found.reduce((sum, each) => sum + each.equal, 0);
  const differing = compared.differences.map(keyOf);
  return { service: model.service, through, compared: equal + differing.length, differing, readModels: found };
};
