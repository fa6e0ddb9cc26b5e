import { syntheticTrusts } from '@rms/synthetic-region';

/** The invented trusts of the training region, by code. */
export const trainingTrusts: Readonly<Record<string, string>> = Object.fromEntries(syntheticTrusts.map(({ ods, name }) => [ods, name]));

export const trustName = (ods: string): string => trainingTrusts[ods] ?? ods;
