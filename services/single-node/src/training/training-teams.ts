import { usualHours, type formTeam, type WorkingHours } from '@rms/alerting';
import { derivedId } from '@rms/event-sourcing';

/** The namespace of every id that a training directory is born with, so that laying the foundations again changes nothing. */
export const foundations = '3f2a9d0c-5e1b-4a77-8c1d-7a8e5b6c0f01';

type Team = Parameters<typeof formTeam>[1]['team'];
/** A team of the training region; members and lead by sign-in. */
export interface TrainingTeam {
  readonly trust: string;
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly lead: string;
  readonly receives: Team['receives'];
}

const northmoor = { nurses: derivedId(foundations, 'ZT001 nurses'), coordinators: derivedId(foundations, 'ZT001 coordinators') };
const fellside = { nurses: derivedId(foundations, 'ZT003 nurses'), coordinators: derivedId(foundations, 'ZT003 coordinators') };
const northmoorLetters = derivedId(foundations, 'ZT001 letters office');
const saltmarsh = { nurses: derivedId(foundations, 'ZT002 nurses'), coordinators: derivedId(foundations, 'ZT002 coordinators') };

/** The ids of each trust's teams. */
export const teamIds: Readonly<Record<string, { readonly nurses: string; readonly coordinators: string }>> = {
  ZT001: northmoor,
  ZT002: saltmarsh,
  ZT003: fellside,
};

/** Who takes responsibility for what in the training region. */
export const trainingTeams: readonly TrainingTeam[] = [
  {
    trust: 'ZT001',
    id: northmoor.nurses,
    name: 'Northmoor cancer nurses',
    members: ['ruth', 'nadia', 'david', 'leah'],
    lead: 'ruth',
    receives: ['reviews', 'calls', 'telephone'],
  },
  {
    trust: 'ZT001',
    id: northmoor.coordinators,
    name: 'Northmoor pathway coordinators',
    members: ['kit', 'leah', 'owen'],
    lead: 'kit',
    receives: ['recalls', 'messages', 'telephone'],
  },
  {
    trust: 'ZT001',
    id: northmoorLetters,
    name: 'Northmoor letters office',
    members: ['tom'],
    lead: 'tom',
    receives: ['letters'],
  },
  {
    trust: 'ZT002',
    id: saltmarsh.nurses,
    name: 'Saltmarsh cancer nurses',
    members: ['anwen'],
    lead: 'anwen',
    receives: ['reviews', 'calls'],
  },
  {
    trust: 'ZT002',
    id: saltmarsh.coordinators,
    name: 'Saltmarsh pathway coordinators',
    members: ['idris'],
    lead: 'idris',
    receives: ['recalls', 'messages', 'telephone', 'letters'],
  },
  {
    trust: 'ZT003',
    id: fellside.nurses,
    name: 'Fellside nurses',
    members: ['nell'],
    lead: 'nell',
    receives: ['reviews', 'calls'],
  },
  {
    trust: 'ZT003',
    id: fellside.coordinators,
    name: 'Fellside pathway coordinators',
    members: ['rafi'],
    lead: 'rafi',
    receives: ['recalls', 'messages', 'telephone', 'letters'],
  },
];

/** When the teams of the training region are at work. Nobody is on call otherwise, so that a demonstration is the same on a Sunday. */
export const trainingHours: Readonly<Record<string, WorkingHours>> = { ZT001: usualHours, ZT002: usualHours, ZT003: usualHours };
