import { present } from '@rms/nhs';
import { accept, refuse, type Decider, type Decision } from '@rms/event-sourcing/pure';
import { mergeDeathWords } from './death-words.js';
import type { PatientCommand, PatientEvent, PatientRefusal } from './patient.facts.js';
import {
  deathOf,
  demographicsOf,
  evolvePatient,
  mergeFields,
  mergeIdentifiers,
  withSupplied,
  type PatientState,
  type Registered,
} from './patient.state.js';

type Decided = Decision<PatientEvent, PatientRefusal>;
type Of<Type extends PatientCommand['type']> = Extract<PatientCommand, { readonly type: Type }>;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const deathNews = (before: Registered | undefined, after: Registered): readonly PatientEvent[] => {
  const [was, is] = [before?.recorded ?? { died: false }, deathOf(after)];
  if (same(was, is)) return [];
  if (is.died) return [{ type: 'PatientDied', ...present({ diedOn: is.diedOn }) }];
  return was.died ? [{ type: 'DeathWithdrawn' }] : [];
};

const register = (command: Of<'RegisterPatient'>, state: PatientState): Decided => {
  if (state.phase !== 'unknown') return correct({ ...command, type: 'CorrectDemographics' }, state);
  const after = withSupplied(state, command);
  return accept<PatientEvent>(
    { type: 'PatientRegistered', feed: command.feed, supplied: command.supplied, demographics: demographicsOf(after) },
    ...deathNews(undefined, after),
  );
};

// A message that only says again what is known is recorded as well: its time decides which of two older ones is the newer.
const correct = ({ feed, supplied }: Of<'CorrectDemographics'>, state: Registered): Decided => {
  if (state.phase === 'retired') return refuse('retired');
  const after = withSupplied(state, { feed, supplied });
  if (same([after.fields, after.deaths, after.identifiers], [state.fields, state.deaths, state.identifiers])) return accept();
  const demographics = demographicsOf(after);
  const said: PatientEvent = same(demographics, demographicsOf(state))
    ? { type: 'DemographicsConfirmed', feed, supplied }
    : { type: 'DemographicsCorrected', feed, supplied, demographics };
  return accept(said, ...deathNews(state, after));
};

const absorb = ({ retired, brought, deaths, identifiers }: Of<'AbsorbPatient'>, state: Registered): Decided => {
  if (state.absorbed.includes(retired)) return accept();
  const former = identifiers.map((one) => ({
    ...one,
    retired: state.identifiers.some((own) => own.authority === one.authority && !own.retired) || one.retired,
  }));
  const after: Registered = {
    ...state,
    fields: mergeFields(state.fields, brought),
    deaths: mergeDeathWords(state.deaths, deaths),
    identifiers: mergeIdentifiers(state.identifiers, former),
  };
  return accept<PatientEvent>(
    { type: 'PatientAbsorbed', retired, brought, deaths, identifiers: former, demographics: demographicsOf(after) },
    ...deathNews(state, after),
  );
};

/** One patient record of one trust: who he is and how to reach him, from everything senders said, newest word first. */
export const patientDecider: Decider<PatientState, PatientCommand, PatientEvent, PatientRefusal> = {
  initialState: { phase: 'unknown' },
  decide: (command, state) => {
    if (command.type === 'RegisterPatient') return register(command, state);
    if (state.phase === 'unknown') return refuse('not-registered');
    switch (command.type) {
      case 'CorrectDemographics':
        return correct(command, state);
      case 'RetirePatient':
        if (state.phase === 'retired') return state.into === command.into ? accept() : refuse('retired');
        return accept({ type: 'PatientRetired', into: command.into });
      case 'AbsorbPatient':
        return state.phase === 'retired' ? refuse('retired') : absorb(command, state);
      default:
        return command satisfies never;
    }
  },
  evolve: evolvePatient,
};
