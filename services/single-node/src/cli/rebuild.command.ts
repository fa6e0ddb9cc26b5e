import { operatorFrom } from '../config.js';
import { openRebuilding } from '../rebuilding/open-rebuilding.js';
import type { CheckedModel } from '../rebuilding/checked-model.js';
import type { Rebuilding } from '../rebuilding/rebuilding.js';
import type { RebuildProgress } from '../rebuilding/rebuilt-model.js';
import { finish, Progress, show, tell } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

export interface RebuildOptions extends ReadOptions {
  readonly check?: boolean;
}

/** One bar after the other, as one read model is built after the other. */
const progressBars = (): { readonly on: RebuildProgress; readonly end: () => void } => {
  const now: { service: string; bar: Progress | undefined } = { service: '', bar: undefined };
  const end = (): void => {
    now.bar?.end();
    now.bar = undefined;
  };
  const on: RebuildProgress = (service, at, of) => {
    if (service !== now.service) end();
    now.service = service;
    now.bar ??= new Progress(`Building ${service}`);
    now.bar.at(at, of);
  };
  return { on, end };
};

type Found = CheckedModel['readModels'][number];

const firstWords = ({ first }: Found): string => {
  if (first === undefined) return '';
  const fields = first.fields.length === 0 ? '' : ` in ${first.fields.join(', ')}`;
  return `; first ${first.id}: ${first.how}${fields}`;
};
const foundWords = (found: Found): string => {
  const { name, equal, missing, surplus, different } = found;
  if (missing + surplus + different === 0) return `  ${name}: ${String(equal)} equal byte for byte`;
  return `  ${name}: ${String(equal)} equal, ${String(missing)} missing, ${String(surplus)} surplus, ${String(different)} different${firstWords(found)}`;
};
const checkedWords = ({ service, compared, through, differing, readModels }: CheckedModel): string =>
  [
    `${service}: ${String(compared)} documents at position ${String(through)}, ${differing.length === 0 ? 'equal byte for byte' : `${String(differing.length)} differ: ${differing.slice(0, 5).join(', ')}`}`,
    ...readModels.map(foundWords),
  ].join('\n');

const check = async (rebuilding: Rebuilding, json: boolean | undefined): Promise<void> => {
  const bars = progressBars();
  const unsettled = new Set<string>();
  let wrong = 0;
  for await (const checked of rebuilding.check(bars.on)) {
    bars.end();
    wrong += checked.differing.length;
    if (checked.unsettled !== undefined) unsettled.add(checked.unsettled);
    show(json, checked, () => checkedWords(checked));
  }
  for (const why of unsettled) tell(why);
  finish(wrong === 0 ? 0 : 1);
};

const rebuild = async (rebuilding: Rebuilding, json: boolean | undefined): Promise<void> => {
  const bars = progressBars();
  let areAllShown = true;
  for await (const rebuilt of rebuilding.rebuild(bars.on)) {
    bars.end();
    const { service, through, waitsFor } = rebuilt;
    show(json, rebuilt, () => `${service}: rebuilt through position ${String(through)}`);
    if (waitsFor !== undefined) tell(waitsFor);
    areAllShown &&= waitsFor === undefined;
  }
  finish(areAllShown ? 0 : 1);
};

/** Makes every read model anew from the published histories, or builds beside and compares byte for byte. */
export const rebuildCommand = async (options: RebuildOptions): Promise<void> => {
  const rebuilding = await openRebuilding(options.data, operatorFrom());
  try {
    await rebuilding.recordReading();
    await (options.check === true ? check : rebuild)(rebuilding, options.json);
  } finally {
    await rebuilding.close();
  }
};
