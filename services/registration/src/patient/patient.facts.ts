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
      readonly identifiers: readonly StampedIdentifier[];
    };

export type PatientRefusal = 'not-registered' | 'retired' | 'into-itself';
