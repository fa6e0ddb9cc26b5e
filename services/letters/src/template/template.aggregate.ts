import type { LetterTemplate } from '@rms/contracts';
import { accept, onlyShapes, refuse, type Aggregate, type Decision } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';

export type TemplateEvent =
  /** `by`: the person; absent for what the product comes with. */
  | { readonly type: 'TemplateLaidDown'; readonly content: LetterTemplate; readonly by?: string }
  | { readonly type: 'TemplateApproved'; readonly version: number; readonly person: string; readonly inForce: boolean };
export type TemplateCommand =
  /** `problems` are what was found when it was tried on a letter with everything and on one with next to nothing. */
  | { readonly type: 'LayDownTemplate'; readonly content: LetterTemplate; readonly problems: readonly string[]; readonly person?: string }
  | { readonly type: 'ApproveTemplate'; readonly version: number; readonly person: string };
export type TemplateRefusal =
  | 'cannot-be-filled-in'
  | 'version-exists'
  | 'version-not-next'
  | 'other-template'
  | 'no-such-version'
  | 'approved-by-the-same-person'
  | 'laid-down-by-the-same-person';
export interface TemplateState {
  readonly versions: readonly LetterTemplate[];
  readonly approvals: Readonly<Record<number, readonly string[]>>;
  /** Who laid down which version, where a person of the trust did. */
  readonly laidDownBy?: Readonly<Record<number, string>>;
}
type Decided = Decision<TemplateEvent, TemplateRefusal>;

/** Two people besides whoever wrote it, so that nobody’s own words go to patients unread. */
const approvalsNeeded = 2;

const layDown = (
  { content, problems, person }: Extract<TemplateCommand, { type: 'LayDownTemplate' }>,
  { versions }: TemplateState,
): Decided => {
  const same = versions.find(({ version }) => version === content.version);
  if (same !== undefined) return JSON.stringify(same) === JSON.stringify(content) ? accept() : refuse('version-exists');
  if (problems.length > 0) return refuse('cannot-be-filled-in');
  if (versions[0] !== undefined && versions[0].name !== content.name) return refuse('other-template');
  if (content.version !== versions.length + 1) return refuse('version-not-next');
  return accept({ type: 'TemplateLaidDown', content, ...present({ by: person }) });
};

const approve = ({ version, person }: Extract<TemplateCommand, { type: 'ApproveTemplate' }>, state: TemplateState): Decided => {
  if (!state.versions.some((each) => each.version === version)) return refuse('no-such-version');
  const approved = state.approvals[version] ?? [];
  if (approved.length >= approvalsNeeded) return accept();
  if (state.laidDownBy?.[version] === person) return refuse('laid-down-by-the-same-person');
  if (approved.includes(person)) return refuse('approved-by-the-same-person');
  return accept({ type: 'TemplateApproved', version, person, inForce: approved.length + 1 === approvalsNeeded });
};

/** The version letters are written by: the newest that two people approved. */
export const inForce = ({ versions, approvals }: TemplateState): LetterTemplate | undefined =>
  versions.filter(({ version }) => (approvals[version] ?? []).length >= approvalsNeeded).at(-1);

const evolve = (state: TemplateState, event: TemplateEvent): TemplateState =>
  event.type === 'TemplateLaidDown'
    ? {
        ...state,
        versions: [...state.versions, event.content],
        ...(event.by === undefined ? {} : { laidDownBy: { ...state.laidDownBy, [event.content.version]: event.by } }),
      }
    : {
        ...state,
        approvals: { ...state.approvals, [event.version]: [...(state.approvals[event.version] ?? []), event.person] },
      };

const schemas = { TemplateLaidDown: 1, TemplateApproved: 1 } as const;
/** `letters.template-<id>`: the words of one kind of letter at one trust, in versions that never change. */
export const template: Aggregate<TemplateState, TemplateCommand, TemplateEvent, TemplateRefusal> = {
  service: 'letters',
  name: 'template',
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred: () => undefined,
  decider: {
    initialState: { versions: [], approvals: {} },
    decide: (command, state) => (command.type === 'LayDownTemplate' ? layDown(command, state) : approve(command, state)),
    evolve: (state, event) => (event.type === 'Erased' ? state : evolve(state, event)),
  },
  upcast: onlyShapes(schemas),
};

export const templateSentences: Sentences<TemplateEvent> = {
  TemplateLaidDown: (e) => `Version ${String(e.content.version)} of the letter template ${e.content.name} was laid down.`,
  TemplateApproved: (e) =>
    `Version ${String(e.version)} of the letter template was approved${e.inForce ? ' by a second person and is in force' : ''}.`,
};

/** Each is done by people. */
export const templateNatures: Natures<TemplateEvent> = { TemplateLaidDown: 'act', TemplateApproved: 'act' };
