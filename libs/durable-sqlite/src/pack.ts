import type { Packed, PackedStep, PackedUnit, Step, Unit } from './unit.js';

const sizeOf = (step: Step): number => step.reduce<number>((sum, value) => sum + (value instanceof Uint8Array ? value.byteLength : 0), 0);

/** Puts every byte array of a group into one new buffer, which can be handed to another thread without copying. */
export const pack = (units: readonly Unit[]): { readonly units: readonly PackedUnit[]; readonly bytes: Uint8Array<ArrayBuffer> } => {
  const bytes = new Uint8Array(units.reduce((sum, unit) => sum + unit.steps.reduce((n, step) => n + sizeOf(step), 0), 0));
  let at = 0;
  const place = (value: Uint8Array): Packed => {
    bytes.set(value, at);
    at += value.byteLength;
    return { at: at - value.byteLength, length: value.byteLength };
  };
  const packStep = (step: Step): PackedStep =>
    step.map((value) => (value instanceof Uint8Array ? place(value) : value)) as unknown as PackedStep;
  return { units: units.map((unit) => ({ ...unit, steps: unit.steps.map(packStep) }) as PackedUnit), bytes };
};
