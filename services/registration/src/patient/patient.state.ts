import type { Demographics } from '@rms/contracts';
import type { Erased } from '@rms/event-sourcing/pure';
import { nhsAuthority, type Identifier } from '@rms/intake/pure';
import { present } from '@rms/nhs';
import { deathIn, deathWordsOf, deathWordsOfFields, mergeDeathWords, noWords, withdrawnIn, type Death } from './death-words.js';
import type { DeathWords, FieldName, PatientEvent, Said, Stamped, StampedFields, StampedIdentifier, Supplied } from './patient.facts.js';

export interface Registered {
  readonly phase: 'registered' | 'retired';
  readonly into?: string;
  readonly fields: StampedFields;
  readonly deaths: DeathWords;
  /** What was last recorded, and with that told to others, of a death. */
  readonly recorded: Death;
  readonly identifiers: readonly StampedIdentifier[];
  readonly absorbed: readonly string[];
}
export type PatientState = { readonly phase: 'unknown' } | Registered;

const text = (value: Stamped['value']): string => (value === undefined ? '' : JSON.stringify(value));
const isNewer = (a: Stamped, b: Stamped | undefined): boolean =>
  b === undefined || a.asOf > b.asOf || (a.asOf === b.asOf && text(a.value) > text(b.value));
const keyOf = (one: Identifier): string => `${one.authority}|${one.id}`;

/** The newest word on each field of both: the same whichever comes first. */
export const mergeFields = (a: StampedFields, b: StampedFields): StampedFields => {
  const merged: Partial<Record<FieldName, Stamped>> = { ...a };
  for (const [name, stamped] of Object.entries(b) as [FieldName, Stamped][]) if (isNewer(stamped, merged[name])) merged[name] = stamped;
  return merged;
};

/** Every number of both; newest word on when it was given, and retired once anybody said so. */
export const mergeIdentifiers = (a: readonly StampedIdentifier[], b: readonly StampedIdentifier[]): readonly StampedIdentifier[] => {
  const merged = new Map(a.map((one) => [keyOf(one), one]));
  for (const one of b) {
    const before = merged.get(keyOf(one));
    merged.set(
      keyOf(one),
      before === undefined
        ? one
        : { ...one, asOf: one.asOf > before.asOf ? one.asOf : before.asOf, retired: one.retired || before.retired },
    );
  }
  return [...merged.values()].sort((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1));
};

export const fieldsOf = ({ said, asOf }: Supplied): StampedFields =>
  Object.fromEntries(Object.entries(said).map(([name, value]: [string, Stamped['value']]) => [name, { asOf, value }]));
export const identifiersOf = ({ identifiers, retires, asOf }: Supplied): readonly StampedIdentifier[] => [
  ...identifiers.map((one) => ({ ...one, asOf, retired: false })),
  ...retires.map((one) => ({ ...one, asOf, retired: true })),
];

const currentBy = (identifiers: readonly StampedIdentifier[]): ReadonlyMap<string, StampedIdentifier> => {
  const current = new Map<string, StampedIdentifier>();
  for (const one of identifiers) {
    const before = current.get(one.authority);
    if (!one.retired && (before === undefined || one.asOf > before.asOf || (one.asOf === before.asOf && one.id > before.id)))
      current.set(one.authority, one);
  }
  return current;
};

const bare = ({ authority, id }: Identifier): Identifier => ({ authority, id });
// A field that was taken out again is as one that was never told.
const valueOf = <Name extends FieldName>(fields: StampedFields, name: Name): Exclude<Said[Name], null | undefined> | undefined =>
  (fields[name]?.value ?? undefined) as Exclude<Said[Name], null | undefined> | undefined;

/** Who the patient is, as last known from everything said. */
export const demographicsOf = ({ fields, identifiers }: Pick<Registered, 'fields' | 'identifiers'>): Demographics => {
  const current = currentBy(identifiers);
  const isCurrent = (one: Identifier): boolean => current.get(one.authority)?.id === one.id;
  const nhs = current.get(nhsAuthority);
  return {
    ...present({ nhsNumber: nhs?.id }),
    localIds: [...current.values()].filter((one) => one.authority !== nhsAuthority).map(bare),
    formerIds: identifiers.filter((one) => !isCurrent(one)).map(bare),
    name: valueOf(fields, 'name') ?? { family: '', given: '' },
    sex: valueOf(fields, 'sex') ?? 'unknown',
    ...present({
      bornOn: valueOf(fields, 'bornOn'),
      address: valueOf(fields, 'address'),
      phone: valueOf(fields, 'phone'),
      gpPractice: valueOf(fields, 'gpPractice'),
    }),
    needs: valueOf(fields, 'needs') ?? [],
  };
};

export const deathOf = ({ deaths }: Pick<Registered, 'deaths'>): Death => deathIn(deaths);

const nothingKnown: Registered = {
  phase: 'registered',
  fields: {},
  deaths: noWords,
  recorded: { died: false },
  identifiers: [],
  absorbed: [],
};

/** The state after what a sender's message says. */
export const withSupplied = (
  state: PatientState,
  { feed, supplied }: { readonly feed: string; readonly supplied: Supplied },
): Registered => {
  const before = state.phase === 'unknown' ? nothingKnown : state;
  return {
    ...before,
    fields: mergeFields(before.fields, fieldsOf(supplied)),
    deaths: mergeDeathWords(before.deaths, deathWordsOf(supplied, feed)),
    identifiers: mergeIdentifiers(before.identifiers, identifiersOf(supplied)),
  };
};

export const evolvePatient = (state: PatientState, event: PatientEvent | Erased): PatientState => {
  switch (event.type) {
    case 'PatientRegistered':
    case 'DemographicsCorrected':
    case 'DemographicsConfirmed':
      return withSupplied(state, event);
    case 'PatientRetired':
      return state.phase === 'unknown' ? state : { ...state, phase: 'retired', into: event.into };
    case 'PatientAbsorbed':
      return state.phase === 'unknown'
        ? state
        : {
            ...state,
            fields: mergeFields(state.fields, event.brought),
            deaths: mergeDeathWords(state.deaths, event.deaths ?? deathWordsOfFields(event.brought)),
            identifiers: mergeIdentifiers(state.identifiers, event.identifiers),
            absorbed: [...state.absorbed, event.retired],
          };
    case 'PatientDied':
      return state.phase === 'unknown' ? state : { ...state, recorded: { died: true, ...present({ diedOn: event.diedOn }) } };
    case 'DeathWithdrawn':
      return state.phase === 'unknown' ? state : { ...state, recorded: { died: false }, deaths: withdrawnIn(state.deaths) };
    case 'Erased':
      return state;
    default:
      return event satisfies never;
  }
};
