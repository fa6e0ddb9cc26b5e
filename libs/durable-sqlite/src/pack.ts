import type { Packed, Step, Unit, Value } from './unit.js';

class Packing {
  readonly list: (string | number | null | undefined)[] = [];
  readonly #byteArrays: Uint8Array[] = [];
  #size = 0;

  step([statement, ...values]: Step): void {
    this.list.push(statement, values.length);
    for (const value of values) this.#value(value);
  }

  unit({ guard, steps, answers }: Unit): void {
    this.list.push(answers ?? -1);
    if (guard === undefined) this.list.push(0);
    else {
      this.list.push(1);
      this.step(guard.query);
      this.#value(guard.expected);
    }
    this.list.push(steps.length);
    for (const step of steps) this.step(step);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#size);
    let at = 0;
    for (const each of this.#byteArrays) {
      bytes.set(each, at);
      at += each.byteLength;
    }
    return bytes;
  }

  #value(value: Value): void {
    if (!(value instanceof Uint8Array)) {
      this.list.push(value);
      return;
    }
    this.list.push(undefined, value.byteLength);
    this.#byteArrays.push(value);
    this.#size += value.byteLength;
  }
}

/** Puts a group of units in the form in which they are handed to another thread. */
export const pack = (units: readonly Unit[]): Packed => {
  const packing = new Packing();
  for (const unit of units) packing.unit(unit);
  return { list: packing.list, bytes: packing.bytes() };
};
