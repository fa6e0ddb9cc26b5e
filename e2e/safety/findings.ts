import { z } from 'zod';
import { hazardShape, type Control, type Hazard } from './hazard.js';
import { riskOf, type RiskMatrix } from './risk-matrix.js';
import { testsNamed } from './test-titles.js';

/** A file in which hazards, controls or invariants are named. */
export interface Mention {
  readonly file: string;
  readonly ids: readonly string[];
}

export interface SafetyFile {
  readonly matrix: RiskMatrix;
  /** The hazards by their files' names without `.json`. */
  readonly hazards: ReadonlyMap<string, unknown>;
  readonly invariants: readonly string[];
  /** The titles of the tests in a spec; nothing where there is no such file. */
  readonly titlesIn: (spec: string) => readonly string[] | undefined;
  readonly mentions: readonly Mention[];
  /** Every hazard that a file was ever added for, by what the history of the repository says. */
  readonly everAdded: readonly string[];
}

const inShape = (file: string, written: unknown): readonly string[] => {
  const { error } = hazardShape.safeParse(written);
  return error === undefined ? [] : error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`);
};

const risks = (matrix: RiskMatrix, { id, initial, residual }: Hazard): readonly string[] => [
  ...(['initial', 'residual'] as const).flatMap((which) => {
    const said = which === 'initial' ? initial : residual;
    const looked = riskOf(matrix, said);
    return looked === said.risk ? [] : [`${id}: the ${which} risk is ${String(said.risk)}, and the matrix says ${String(looked)}`];
  }),
  ...(residual.severity > initial.severity || residual.likelihood > initial.likelihood
    ? [`${id}: the residual risk is worse than the initial one`]
    : []),
];

/** A residual risk may count only what is in place, and is the initial one where it counts nothing. */
const restsOn = ({ id, controls, initial, residual }: Hazard): readonly string[] => {
  const inPlace = controls.filter(({ status }) => status === 'in-place').map((control) => control.id);
  const isReduced = residual.severity < initial.severity || residual.likelihood < initial.likelihood;
  return [
    ...residual.restsOn
      .filter((control) => !inPlace.includes(control))
      .map((control) => `${id}: the residual risk counts ${control}, which is not in place`),
    ...(isReduced && residual.restsOn.length === 0 ? [`${id}: the residual risk is lower than the initial one and counts no control`] : []),
  ];
};

const tested = ({ titlesIn }: SafetyFile, reference: string): string | undefined => {
  const [spec = '', ...title] = reference.split(' › ');
  const titles = titlesIn(spec);
  if (titles === undefined) return `there is no ${spec}`;
  const count = testsNamed(titles, title.join(' › '));
  return count === 1 ? undefined : `${String(count)} tests are called “${title.join(' › ')}” in ${spec}`;
};
// The durability test is no part of npm test: it cannot be all that a control is shown by.
const isInTheGate = (reference: string): boolean => !reference.includes('.durability.spec.ts › ');

const claims = (where: string, { status, verification, transferTo }: Control): readonly string[] => {
  const { implementation, effectiveness } = verification;
  const isClaimed = status === 'in-place';
  return [
    ...implementation
      .filter((each) => effectiveness.includes(each))
      .map((each) => `${where}: “${each}” cannot show both that it is there and that it works`),
    ...(isClaimed && !implementation.some(isInTheGate)
      ? [`${where} is said to be in place, and no test of npm test shows that it is there`]
      : []),
    ...(isClaimed && !effectiveness.some(isInTheGate)
      ? [`${where} is said to be in place, and no test of npm test shows that it works`]
      : []),
    ...(!isClaimed && implementation.length + effectiveness.length > 0 ? [`${where} is ${status}, and names tests`] : []),
    ...((status === 'transferred') === (transferTo !== undefined) ? [] : [`${where}: only what is transferred says to whom`]),
  ];
};

const controls = (file: SafetyFile, hazard: Hazard): readonly string[] =>
  hazard.controls.flatMap((control) => {
    const where = `${hazard.id} ${control.id}`;
    const references = [...control.verification.implementation, ...control.verification.effectiveness];
    return [
      ...claims(where, control),
      ...references.map((each) => tested(file, each)).flatMap((wrong) => (wrong === undefined ? [] : [`${where}: ${wrong}`])),
    ];
  });

const approval = ({ id, status, csoApproval }: Hazard): readonly string[] => {
  const given = Object.values(csoApproval).filter((each) => each !== null).length;
  return [
    ...(given === 0 || given === 4 ? [] : [`${id}: an approval has a version, a name, a registration and a date, or none of them`]),
    ...(status === 'closed' && given < 4 ? [`${id}: only a Clinical Safety Officer closes a hazard`] : []),
  ];
};

/** One control may stand under several hazards, and is the same there; two controls never have one id. */
const oneControlOneId = (hazards: readonly Hazard[]): readonly string[] => {
  const known = new Map<string, string>();
  return hazards.flatMap(({ id, controls: own }) =>
    own.flatMap((control) => {
      const words = JSON.stringify([control.type, control.text, control.status]);
      const before = known.get(control.id) ?? words;
      known.set(control.id, before);
      return before === words ? [] : [`${id}: ${control.id} is another control elsewhere`];
    }),
  );
};

const numbersOf = (ids: readonly string[]): readonly number[] => ids.map((id) => Number(id.slice(4)));

/** Numbers are given once, one after the other, and stay for ever. */
const numbering = ({ everAdded }: SafetyFile, ids: readonly string[]): readonly string[] => [
  ...[...numbersOf(ids)]
    .sort((a, b) => a - b)
    .flatMap((number, index) => (number === index + 1 ? [] : [`the numbers of hazards have a gap or a repeat before ${String(number)}`]))
    .slice(0, 1),
  ...everAdded.filter((id) => !ids.includes(id)).map((id) => `${id} was there and is gone: a hazard is never deleted`),
];

const unresolved = ({ mentions, invariants }: SafetyFile, hazards: readonly Hazard[]): readonly string[] => {
  const known = new Set([
    ...hazards.map(({ id }) => id),
    ...hazards.flatMap((hazard) => hazard.controls.map(({ id }) => id)),
    ...invariants,
  ]);
  const introduced = hazards.map(({ id, controls: own, invariants: held }) => ({
    file: id,
    ids: [...own.flatMap(({ introduces }) => introduces), ...held],
  }));
  return [...mentions, ...introduced].flatMap(({ file, ids }) =>
    ids.filter((id) => !known.has(id)).map((id) => `${file} names ${id}, which is not in the safety file`),
  );
};

/** Everything that is wrong with the safety file, one sentence each. */
export const findingsIn = (file: SafetyFile): readonly string[] => {
  const shapes = [...file.hazards].flatMap(([name, written]) => inShape(name, written));
  if (shapes.length > 0) return shapes;
  const hazards = z.array(hazardShape).parse([...file.hazards.values()]);
  const misnamed = [...file.hazards.keys()].filter((name, index) => hazards[index]?.id !== name);
  return [
    ...misnamed.map((name) => `${name}.json holds another hazard`),
    ...hazards.flatMap((hazard) => [...risks(file.matrix, hazard), ...restsOn(hazard), ...controls(file, hazard), ...approval(hazard)]),
    ...oneControlOneId(hazards),
    ...numbering(
      file,
      hazards.map(({ id }) => id),
    ),
    ...unresolved(file, hazards),
  ];
};
