import type { Demographics } from '@rms/contracts';
import type { Identifier } from '@rms/intake/pure';

/** What a sender can say about a person, field by field. `null` says that what was known is to be removed. */
export interface Said {
  readonly name?: Demographics['name'];
  readonly bornOn?: string;
  readonly sex?: Demographics['sex'];
  readonly address?: NonNullable<Demographics['address']> | null;
  readonly phone?: string | null;
  readonly gpPractice?: NonNullable<Demographics['gpPractice']> | null;
  readonly needs?: Demographics['needs'];
  readonly death?: { readonly died: boolean; readonly diedOn?: string };
}
export type FieldName = keyof Said;

/** What one message says, and when the sender knew it. `retires` are numbers the person goes by no longer. */
export interface Supplied {
  readonly asOf: string;
  readonly said: Said;
  readonly identifiers: readonly Identifier[];
  readonly retires: readonly Identifier[];
  /** Who found out, and let count what this says of a death although another sender had said otherwise. */
  readonly letCountBy?: string;
}

/** What a sender last said of a death. */
export interface DeathWord {
  readonly feed: string;
  readonly asOf: string;
  readonly died: boolean;
  readonly diedOn?: string;
}
/** The newest word of each sender on whether the patient has died. */
export interface DeathWords {
  readonly words: readonly DeathWord[];
  /** What was known until then of a death was an error, as somebody found out. */
  readonly livesAsOf?: string;
}

/** The newest word on a field. Of two of the same moment the one that sorts last stands, so that order of arrival cannot matter. */
export interface Stamped {
  readonly asOf: string;
  readonly value: Said[FieldName];
}
export type StampedFields = Readonly<Partial<Record<FieldName, Stamped>>>;
export interface StampedIdentifier extends Identifier {
  readonly asOf: string;
  readonly retired: boolean;
}

export type PatientEvent =
  | { readonly type: 'PatientRegistered'; readonly feed: string; readonly supplied: Supplied; readonly demographics: Demographics }
  | { readonly type: 'DemographicsCorrected'; readonly feed: string; readonly supplied: Supplied; readonly demographics: Demographics }
  | { readonly type: 'DemographicsConfirmed'; readonly feed: string; readonly supplied: Supplied }
  | { readonly type: 'PatientDied'; readonly diedOn?: string }
  | { readonly type: 'DeathWithdrawn' }
  | { readonly type: 'PatientRetired'; readonly into: string }
  | {
      readonly type: 'PatientAbsorbed';
      readonly retired: string;
      readonly brought: StampedFields;
      /** Absent in a merge of before senders were told apart: then the death in `brought` is nobody's in particular. */
      readonly deaths?: DeathWords;
      readonly identifiers: readonly StampedIdentifier[];
      readonly demographics: Demographics;
    };

export type PatientCommand =
  | { readonly type: 'RegisterPatient'; readonly feed: string; readonly supplied: Supplied }
  | { readonly type: 'CorrectDemographics'; readonly feed: string; readonly supplied: Supplied }
  | { readonly type: 'RetirePatient'; readonly into: string }
  | {
      readonly type: 'AbsorbPatient';
      readonly retired: string;
      readonly brought: StampedFields;
      readonly deaths: DeathWords;
      readonly identifiers: readonly StampedIdentifier[];
    };

export type PatientRefusal = 'not-registered' | 'retired' | 'into-itself';
