import { Presets, SingleBar } from 'cli-progress';

/** Where a command writes: results to standard output, everything else to standard error. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
export const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** One object a line for machines, or a sentence for people. */
export const show = (json: boolean | undefined, machine: object, people: () => string): void => {
  say(json === true ? JSON.stringify(machine) : people());
};

const patienceMs = 2000;

/** A progress bar that appears only on a terminal, and only when something takes longer than two seconds. */
export class Progress {
  readonly #bar: SingleBar | undefined;
  readonly #started = performance.now();
  #shown = false;
  constructor(what: string) {
    if (process.stderr.isTTY)
      this.#bar = new SingleBar(
        { stream: process.stderr, format: `${what} {bar} {value} of {total}`, hideCursor: true, clearOnComplete: false },
        Presets.shades_classic,
      );
  }
  at(done: number, of: number): void {
    if (this.#bar === undefined || (!this.#shown && performance.now() - this.#started < patienceMs)) return;
    if (!this.#shown) this.#bar.start(of, done);
    this.#shown = true;
    this.#bar.setTotal(of);
    this.#bar.update(done);
  }
  end(): void {
    if (this.#shown) this.#bar?.stop();
  }
  get isTerminal(): boolean {
    return this.#bar !== undefined;
  }
}

/** Ends a command with what it found: 0 done, 1 something was found wrong, 2 misuse. */
export const finish = (status: 0 | 1 | 2): void => {
  process.exitCode = status;
};
