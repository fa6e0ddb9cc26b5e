import { hazardShape, type Control, type Hazard, type Invariant } from './hazard.js';
import { acceptabilityOf, type Rated, type RiskMatrix } from './risk-matrix.js';

const rated = ({ severity, likelihood, risk }: Rated & { readonly risk: number }): string =>
  `S${String(severity)} L${String(likelihood)} → **${String(risk)}**`;
const fileOf = (reference: string): string => reference.split(' › ')[0] ?? '';
const linked = (reference: string): string => {
  const [file, ...title] = reference.split(' › ');
  return `[${title.join(' › ').replaceAll('|', '\\|')}](../../${file ?? ''})`;
};
const isOutsideTheGate = (reference: string): boolean => fileOf(reference).endsWith('.durability.spec.ts');
const shown = (references: readonly string[]): string =>
  references.map((each) => `${linked(each)}${isOutsideTheGate(each) ? ' (`npm run test:durability`)' : ''}`).join('; ') || 'none';

const words = { 'in-place': 'in place', planned: 'planned: not counted', transferred: 'for the deploying organisation (DCB0160)' } as const;
const controlLines = ({ id, type, text, status, introduces, verification }: Control): string => {
  const brings = introduces.length === 0 ? '' : ` Brings with it ${introduces.join(', ')}.`;
  const claim = `- **${id}** (${type}, ${words[status]}): ${text}${brings}`;
  if (status !== 'in-place') return claim;
  return `${claim}\n  - Implemented: ${shown(verification.implementation)}\n  - Effective: ${shown(verification.effectiveness)}`;
};

const approvalOf = ({ csoApproval: { name, registration, date, version } }: Hazard): string =>
  name === null ? 'none' : `${name} (${registration ?? ''}), version ${version ?? ''}, ${date ?? ''}`;

const section = (matrix: RiskMatrix, hazard: Hazard): string => {
  const { id, title, conditions, causes, effect, harm, invariants, initial, controls, residual, status } = hazard;
  return `## ${id}: ${title}

| | |
|---|---|
| Conditions | ${conditions.join(', ')} |
| Causes | ${causes.map((cause) => `${cause.id} ${cause.text}`).join('<br>')} |
| Effect | ${effect} |
| Harm | ${harm} |
| Invariants | ${invariants.join(', ') || 'none'} |
| Initial risk | ${rated(initial)}, ${acceptabilityOf(matrix, initial.risk)} |
| Residual risk, proposed | ${rated(residual)}, ${acceptabilityOf(matrix, residual.risk)}. It counts ${residual.restsOn.join(', ') || 'no control'} |
| Justification | ${residual.justification} |
| Status | ${status} |
| Clinical Safety Officer’s approval | ${approvalOf(hazard)} |

${controls.map(controlLines).join('\n')}
`;
};

/** The hazard log as a page for people, made from the files of the hazards. */
export const hazardLog = (file: {
  readonly matrix: RiskMatrix;
  readonly hazards: ReadonlyMap<string, unknown>;
  readonly stated: readonly Invariant[];
}): string => {
  const hazards = [...file.hazards.values()].map((written) => hazardShape.parse(written));
  const atLeast = (risk: number): string => {
    const ids = hazards.filter(({ residual }) => residual.risk >= risk).map(({ id }) => id);
    return ids.length === 0 ? 'none' : ids.join(', ');
  };
  const controls = new Map(hazards.flatMap((hazard) => hazard.controls.map((control) => [control.id, control])));
  const counted = (status: Control['status']): number => [...controls.values()].filter((control) => control.status === status).length;
  return `# Hazard log

> **Draft for a Clinical Safety Officer, who is to be a registered clinician, to review and sign.** Nobody has approved any of it. Severity, likelihood and residual risk are proposals of the engineers.

Made by \`node docs/bin/hazard-log.mjs\` from the files in [hazards](hazards), [risk-matrix.json](risk-matrix.json) and [invariants.json](invariants.json); \`--check\` says whether it is still so, and whether every claim in it holds. Change the files and not this page.

${String(hazards.length)} hazards; ${String(counted('in-place'))} controls in place, each with a test that it is there and another that it works; ${String(counted('planned'))} planned, which count for nothing yet; ${String(counted('transferred'))} for the deploying organisation.

Residual risk 5, unacceptable: ${atLeast(5)}. Residual risk 4 or more: ${atLeast(4)}. **With any of these open the system is not to be used for care.**

| Hazard | | Initial | Residual, proposed | Status |
|---|---|---|---|---|
${hazards
  .map(
    ({ id, title, initial, residual, status }) =>
      `| [${id}](#${id.toLowerCase()}-${title
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-')}) | ${title} | ${rated(initial)} | ${rated(residual)} | ${status} |`,
  )
  .join('\n')}

${hazards.map((hazard) => section(file.matrix, hazard)).join('\n')}
## Invariants

What is to hold at every moment. Code and tests name them by their numbers.

| | | Today |
|---|---|---|
${file.stated.map(({ id, statement, kept }) => `| ${id} | ${statement} | ${kept ? 'kept' : 'not kept, or not shown, yet'} |`).join('\n')}
`;
};
