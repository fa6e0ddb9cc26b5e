import { z } from 'zod';

const level = z.number().int().min(1).max(5);
const scale = z.array(z.strictObject({ level, name: z.string(), means: z.string() })).length(5);
const row = z.tuple([level, level, level, level, level]);
const sentences = z.strictObject({ '5': z.string(), '4': z.string(), '3': z.string(), '2': z.string(), '1': z.string() });

/** The risk matrix as it stands in docs/clinical-safety/risk-matrix.json. `risks` is by likelihood, each row by severity from 1 to 5. */
export const matrixShape = z.strictObject({
  likelihoods: scale,
  severities: scale,
  risks: z.strictObject({ '5': row, '4': row, '3': row, '2': row, '1': row }),
  acceptability: sentences,
});
export type RiskMatrix = z.infer<typeof matrixShape>;

export interface Rated {
  readonly severity: number;
  readonly likelihood: number;
}

/** The risk of a severity and a likelihood: it is looked up, because no product or sum of the two gives it. */
export const riskOf = ({ risks }: RiskMatrix, { severity, likelihood }: Rated): number | undefined =>
  risks[String(likelihood) as keyof RiskMatrix['risks']][severity - 1];

export const acceptabilityOf = ({ acceptability }: RiskMatrix, risk: number): string =>
  acceptability[String(risk) as keyof RiskMatrix['acceptability']];
