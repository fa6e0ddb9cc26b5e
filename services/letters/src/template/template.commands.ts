import type { LetterTemplate } from '@rms/contracts';
import { execute, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import { sender, senderOf, templateOf, type ContactDetails, type SenderEvent } from '../sender/sender.aggregate.js';
import { problemsIn, problemsOf, type TemplateProblem } from '../what-a-letter-says/template-problems.js';
import type { SetPage } from '../setting/set-page.js';
import { tryOut, type Trial } from '../what-a-letter-says/try-out.js';
import { examplePage, type VersionAsked } from './template-page.js';
import { template, type TemplateEvent, type TemplateRefusal } from './template.aggregate.js';

export const templateCommandsToken = Symbol('template commands');

/** Commands about the words of letters and the paper they are on. */
export interface TemplateCommands {
  layDown(content: LetterTemplate, context: CommandContext & { readonly person: string }): Promise<Outcome<TemplateEvent, TemplateRefusal>>;
  approve(
    name: string,
    version: number,
    context: CommandContext & { readonly person: string },
  ): Promise<Outcome<TemplateEvent, TemplateRefusal>>;
  giveDetails(details: ContactDetails, context: CommandContext): Promise<Outcome<SenderEvent, never>>;
  problemsIn(content: LetterTemplate): readonly TemplateProblem[];
  tryOut(content: LetterTemplate): Trial;
  /** A version as a page with an invented patient; `undefined` where the trust has no such version, or no contact details. */
  page(asked: VersionAsked): Promise<Uint8Array | undefined>;
}

export const templateCommands = (execution: Execution, setPage: SetPage): TemplateCommands => ({
  layDown: (content, { person, ...context }) =>
    execute(execution, template, {
      id: templateOf(context.trust, content.name),
      command: { type: 'LayDownTemplate', content, problems: problemsOf(content), person },
      context,
    }),
  approve: (name, version, { person, ...context }) =>
    execute(execution, template, { id: templateOf(context.trust, name), command: { type: 'ApproveTemplate', version, person }, context }),
  giveDetails: (details, context) =>
    execute(execution, sender, { id: senderOf(context.trust), command: { type: 'GiveContactDetails', ...details }, context }),
  problemsIn,
  tryOut,
  page: examplePage(execution, setPage),
});
