import { accept, onlyShapes, refuse, type Aggregate, type Decision, type Erased } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';
import type { Team, TeamCommand, TeamEvent, TeamRefusal, TeamState } from './team.facts.js';

type Decided = Decision<TeamEvent, TeamRefusal>;

const form = ({ type: _, ...formed }: Extract<TeamCommand, { readonly type: 'FormTeam' }>, { team }: TeamState): Decided => {
  if (formed.name.trim() === '') return refuse('no-name');
  if (formed.receives.length === 0) return refuse('no-work');
  if (formed.lead !== undefined && !formed.members.includes(formed.lead)) return refuse('lead-not-a-member');
  return JSON.stringify(team) === JSON.stringify(formed) ? accept() : accept({ type: 'TeamFormed', ...formed });
};

const change = (command: Exclude<TeamCommand, { readonly type: 'FormTeam' }>, team: Team): Decided => {
  switch (command.type) {
    case 'JoinTeam':
      return team.members.includes(command.person) ? accept() : accept({ type: 'MemberJoined', person: command.person });
    case 'WithdrawFromTeam':
      return team.members.includes(command.person) ? accept({ type: 'MemberWithdrew', person: command.person }) : refuse('not-a-member');
    case 'NameLead':
      if (!team.members.includes(command.person)) return refuse('lead-not-a-member');
      return team.lead === command.person ? accept() : accept({ type: 'LeadNamed', person: command.person });
    case 'AgreeWork': {
      if (command.receives.length === 0) return refuse('no-work');
      const isTheSame = [...command.receives].sort().join() === [...team.receives].sort().join();
      return isTheSame ? accept() : accept({ type: 'WorkAgreed', receives: command.receives });
    }
    default:
      return command satisfies never;
  }
};

const decide = (command: TeamCommand, state: TeamState): Decided => {
  if (command.type === 'FormTeam') return form(command, state);
  return state.team === undefined ? refuse('no-such-team') : change(command, state.team);
};

const without = ({ lead, ...team }: Team, person: string): Team => ({
  ...team,
  members: team.members.filter((member) => member !== person),
  ...present({ lead: lead === person ? undefined : lead }),
});

const evolve = (state: TeamState, event: TeamEvent | Erased): TeamState => {
  if (event.type === 'TeamFormed') {
    const { type: _, ...team } = event;
    return { team };
  }
  if (event.type === 'Erased' || state.team === undefined) return state;
  switch (event.type) {
    case 'MemberJoined':
      return { team: { ...state.team, members: [...state.team.members, event.person] } };
    case 'MemberWithdrew':
      return { team: without(state.team, event.person) };
    case 'LeadNamed':
      return { team: { ...state.team, lead: event.person } };
    case 'WorkAgreed':
      return { team: { ...state.team, receives: event.receives } };
    default:
      return event satisfies never;
  }
};

const schemas = { TeamFormed: 1, MemberJoined: 1, MemberWithdrew: 1, LeadNamed: 1, WorkAgreed: 1 } as const;

/** `alerting.team-<id>`: who takes responsibility. Forming it again replaces all that was said of it; otherwise each change is a fact of its own. */
export const team: Aggregate<TeamState, TeamCommand, TeamEvent, TeamRefusal> = {
  service: 'alerting',
  name: 'team',
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred: () => undefined,
  decider: { initialState: {}, decide, evolve },
  upcast: onlyShapes(schemas),
};

export const teamSentences: Sentences<TeamEvent> = {
  TeamFormed: (e) => `The team ${e.name} was formed, with ${String(e.members.length)} members.`,
  MemberJoined: () => 'A member of staff joined the team.',
  MemberWithdrew: () => 'A member of staff left the team.',
  LeadNamed: () => 'The team has another lead.',
  WorkAgreed: (e) => `The team takes: ${e.receives.join(', ')}.`,
};

/** Each is done by people and the system. */
export const teamNatures: Natures<TeamEvent> = {
  TeamFormed: 'act',
  MemberJoined: 'act',
  MemberWithdrew: 'act',
  LeadNamed: 'act',
  WorkAgreed: 'act',
};
