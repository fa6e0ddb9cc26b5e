import type { StoredEvent } from '../event-store.js';
import { MerkleTree } from './merkle.js';
import { isSigned, leafOf, readHead, type TreeHead } from './tree-head.js';

/** One thing that a signed head says otherwise than the history, or a line that is no head. */
export interface HeadFinding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: 'not-a-head' | 'signature-wrong' | 'other-key' | 'root-differs' | 'history-too-short';
  readonly what: string;
}
interface Held {
  readonly file: string;
  readonly line: number;
  readonly head: TreeHead;
}

/** A file of heads that somebody keeps: one head a line. */
export interface HeadsFile {
  readonly file: string;
  readonly text: string;
}

const finding = ({ file, line }: Omit<Held, 'head'>, rule: HeadFinding['rule'], what: string): HeadFinding => ({ file, line, rule, what });
const said = ({ size, time }: TreeHead): string => `the head of ${time} over ${String(size)} events`;

/**
 * Holds a history, given event by event in commit order, against signed heads. A head that was kept elsewhere finds what no chain
 * can: an end that was cut off, another history in its place, an event that was changed with its whole chain recomputed.
 */
export class HeadCheck {
  readonly #tree = new MerkleTree();
  readonly #bySize = new Map<number, Held[]>();
  readonly #findings: HeadFinding[] = [];
  #largestGood = 0;
  /** How many heads there are to hold against. */
  heads = 0;

  /** `key` is the public key that heads must be signed by, where one is known besides the heads themselves. */
  constructor(files: readonly HeadsFile[], key?: string) {
    for (const { file, text } of files) {
      const lines = text.split('\n');
      if (lines.at(-1) === '') lines.pop();
      for (const [index, line] of lines.entries()) this.#hold({ file, line: index + 1 }, line, key);
    }
    this.#compare();
  }

  /** One more event of the history. */
  check(event: StoredEvent): void {
    this.#tree.append(leafOf(event));
    this.#compare();
  }

  /** Everything found, once the history has come to its end. */
  end(): readonly HeadFinding[] {
    const beyond = [...this.#bySize.values()].flat();
    const events = this.#tree.size;
    return [
      ...this.#findings,
      ...beyond.map((held) =>
        finding(
          held,
          'history-too-short',
          `The history ends after ${String(events)} events, and ${said(held.head)} was signed: its end was cut off, or an older copy was put in its place.`,
        ),
      ),
    ];
  }

  #hold(at: Omit<Held, 'head'>, line: string, key: string | undefined): void {
    const head = readHead(line);
    if (head === undefined) {
      this.#findings.push(finding(at, 'not-a-head', 'This line is no signed head of version 1.'));
      return;
    }
    this.heads += 1;
    if (!isSigned(head)) this.#findings.push(finding(at, 'signature-wrong', `The signature of ${said(head)} does not hold.`));
    else if (key !== undefined && head.key !== key)
      this.#findings.push(finding(at, 'other-key', `${said(head)} is signed by another key than the one that is known.`));
    this.#bySize.set(head.size, [...(this.#bySize.get(head.size) ?? []), { ...at, head }]);
  }

  #compare(): void {
    const { size } = this.#tree;
    const held = this.#bySize.get(size);
    if (held === undefined) return;
    const { root } = this.#tree;
    for (const one of held) if (one.head.root !== root) this.#findings.push(finding(one, 'root-differs', this.#differs(one.head)));
    if (held.every((one) => one.head.root === root)) this.#largestGood = size;
    this.#bySize.delete(size);
  }

  #differs(head: TreeHead): string {
    return `The first ${String(head.size)} events are not those of ${said(head)}: something was changed, taken out or put in after position ${String(this.#largestGood)} and up to ${String(head.size)}.`;
  }
}
