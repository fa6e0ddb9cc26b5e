import type { TextReader } from './character-set.js';
import type { Delimiters } from './delimiters.js';
import { unescapeText } from './escape.js';
import { firstPieceOf, pieceOf, piecesOf, tableValueOf } from './pieces.js';

/** How the text of one message is to be understood. */
export interface Reading {
  readonly delimiters: Delimiters;
  readonly read: TextReader;
}

/**
 * What a sender said by a field or part of one (HL7 v2.5.1 section 2.5.3): nothing, so what is known stays; `""`, so what is known
 * is to be removed; or a value.
 */
export type ValueState = 'absent' | 'delete' | 'value';

const DELETE = '""';

const stateOf = (raw: string): ValueState => {
  if (raw === '') return 'absent';
  return raw === DELETE ? 'delete' : 'value';
};

/** Unescaped text; '' for a deletion, so that two quotation marks never reach a letter. */
const plain = (raw: string, { delimiters, read }: Reading): string => (raw === DELETE ? '' : unescapeText(raw, delimiters, read));

/** One component: a value, or sub-components. `raw` is the component as sent. */
export class Component {
  constructor(
    readonly raw: string,
    private readonly reading: Reading,
  ) {}

  get state(): ValueState {
    return stateOf(this.raw);
  }

  /** Sub-component `n`, from 1, unescaped; '' where absent or deleted. */
  text(n = 1): string {
    return plain(pieceOf(this.raw, this.reading.delimiters.subComponent, n), this.reading);
  }

  /** The whole component as one text: for ST, TX and FT, whose senders forget to escape `&`. */
  get wholeText(): string {
    return plain(this.raw, this.reading);
  }
}

/** One repetition of a field: a value, or components. `raw` is the repetition as sent. */
export class Repetition {
  constructor(
    readonly raw: string,
    private readonly reading: Reading,
  ) {}

  get state(): ValueState {
    return stateOf(this.raw);
  }

  /** Component `n`, from 1; an absent one is empty. */
  component(n: number): Component {
    return new Component(pieceOf(this.raw, this.reading.delimiters.component, n), this.reading);
  }

  /** Every component as sent. */
  get components(): readonly Component[] {
    return piecesOf(this.raw, this.reading.delimiters.component).map((raw) => new Component(raw, this.reading));
  }

  /** Sub-component `subComponent` of component `component`, both from 1, unescaped; '' where absent or deleted. */
  text(component = 1, subComponent = 1): string {
    return this.component(component).text(subComponent);
  }

  /** The whole repetition as one text: for ST, TX and FT, whose senders forget to escape `^` and `&`. */
  get wholeText(): string {
    return plain(this.raw, this.reading);
  }
}

/** A field. `raw` is the field as sent; what is asked of it without naming a repetition is asked of the first. */
export class Field {
  constructor(
    readonly raw: string,
    private readonly reading: Reading,
  ) {}

  get state(): ValueState {
    return stateOf(this.raw);
  }

  /** Every repetition as sent; none where the field is absent. */
  get repetitions(): readonly Repetition[] {
    if (this.raw === '') return [];
    return piecesOf(this.raw, this.reading.delimiters.repetition).map((raw) => new Repetition(raw, this.reading));
  }

  /** The first repetition; an empty one where the field is absent. */
  get first(): Repetition {
    return new Repetition(firstPieceOf(this.raw, this.reading.delimiters.repetition), this.reading);
  }

  /** Component `n` of the first repetition, from 1. */
  component(n: number): Component {
    return this.first.component(n);
  }

  /** Every component of the first repetition. */
  get components(): readonly Component[] {
    return this.first.components;
  }

  /** Sub-component `subComponent` of component `component` of the first repetition, both from 1, unescaped; '' where absent or deleted. */
  text(component = 1, subComponent = 1): string {
    return this.first.text(component, subComponent);
  }

  /** First component as a value of an HL7 table: trimmed, in capitals. Local codes, where case matters, are read with `text`. */
  get code(): string {
    return tableValueOf(this.text());
  }

  /** The whole field as one text, repetitions included: for ST, TX and FT, whose senders forget to escape. */
  get wholeText(): string {
    return plain(this.raw, this.reading);
  }
}
