import type { CivilDate, Quantity } from '@rms/nhs';
import type { Side } from './figures.js';
import type { Rule } from './rule-kinds.js';
import type { OneSide } from './sides.js';

export type ReadingName =
  | 'under-limit'
  | 'unconfirmed-rise'
  | 'biochemical-recurrence-suspected'
  | 'no-nadir-yet'
  | 'report-reassuring'
  | 'report-needs-action'
  | 'cannot-be-interpreted'
  | 'shown-only';

/** The lowest value since treatment, and how far above it the limit lies. */
export interface Nadir {
  readonly shown: string;
  readonly on: string;
  readonly plus: number;
}
/** A limit in force for a patient. A personal one may end; from the day after, the protocol's is in force again. */
export interface LimitInForce {
  readonly value: number;
  readonly unit: string;
  readonly source: 'protocol' | 'personal';
  readonly untilOn?: string | undefined;
  /** Where the limit was counted from the lowest value. */
  readonly nadir?: Nadir | undefined;
}

type QuantityValue = { readonly kind: 'quantity'; readonly unit: string; readonly raw: string } & Omit<Quantity, 'comparator'> & {
    readonly comparator?: Quantity['comparator'] | undefined;
  };
interface CodedValue {
  readonly kind: 'coded';
  readonly code: string;
  readonly system?: string | undefined;
  readonly text?: string | undefined;
  readonly side?: Side | undefined;
  readonly raw: string;
}
/** What was reported, as a rule sees it. */
export type SeenValue = QuantityValue | { readonly kind: 'not-a-number'; readonly unit: string; readonly raw: string } | CodedValue;

/** A result as a rule sees it. */
export interface SeriesResult {
  readonly result: string;
  readonly sampledOn: CivilDate;
  readonly status: 'final' | 'corrected' | 'preliminary';
  readonly value: SeenValue;
}

/** What a clinician is asked for. */
export interface Asks {
  readonly seriousness: number;
  readonly reviewWithinWorkingDays: number;
  readonly repeatBy?: CivilDate;
}
/** What a result means, and why, in one sentence. */
export interface Reading {
  readonly result: string;
  readonly reading: ReadingName;
  /** Absent where a report was read and nothing measured. */
  readonly limit?: LimitInForce;
  readonly sentence: string;
  /** Absent when nobody needs to look. */
  readonly asks?: Asks;
}

/** Everything besides the results that a reading depends on. */
export interface ReadingContext<R extends Rule = Rule> {
  readonly rule: R;
  /** The patient's own limit, if one was agreed. */
  readonly personal?: LimitInForce;
  /** The sides that are tested in this patient; `undefined` where the test is of no side. */
  readonly sides?: readonly OneSide[] | undefined;
  readonly anchorOn: CivilDate;
  readonly protocolTitle: string;
  readonly protocolVersion: number;
}

export const cite = ({ rule, protocolTitle, protocolVersion }: ReadingContext): string =>
  `Rule: ${rule.name}. Protocol: ${protocolTitle}, version ${String(protocolVersion)}. Source: ${rule.source.from}.`;

/** A name of the protocol at the head of a sentence. */
export const atHead = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
