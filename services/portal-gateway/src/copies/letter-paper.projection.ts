import { letterTemplateSchema, type DataOf, type letters, type LetterTemplate } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import type { Copy, CopyDocument } from '@rms/read-models';

export type ContactDetails = Omit<DataOf<typeof letters.contactDetailsGiven>, 'sender'>;
/** What a trust's letters print of itself; one for each trust. */
export interface SenderCopy extends CopyDocument {
  readonly details?: ContactDetails;
  readonly at: string;
  readonly by: string;
}
export const senders: Copy<SenderCopy> = {
  name: 'senders',
  of: 'letters.sender',
  indexes: [],
  initial: { at: '', by: '' },
  evolve: (before, m: Message) => {
    if (m.type !== 'letters.contact-details-given.v1') return before;
    const { sender: _, ...details } = m.data as DataOf<typeof letters.contactDetailsGiven>;
    return { details, at: m.time, by: m.actor };
  },
};

export interface TemplateVersion {
  readonly version: number;
  readonly content: LetterTemplate;
  readonly at: string;
  readonly by: string;
}
export interface TemplateApproval {
  readonly version: number;
  readonly person: string;
  readonly at: string;
  readonly inForce: boolean;
}
/** The words of one kind of letter at one trust: every version, and who approved which. */
export interface TemplateCopy extends CopyDocument {
  readonly name: string;
  readonly versions: readonly TemplateVersion[];
  readonly approvals: readonly TemplateApproval[];
}
export const letterTemplates: Copy<TemplateCopy> = {
  name: 'letter_templates',
  of: 'letters.template',
  indexes: ['name'],
  initial: { name: '', versions: [], approvals: [] },
  evolve: (before, m: Message) => {
    switch (m.type) {
      case 'letters.template-laid-down.v1': {
        const { name, version, content } = m.data as DataOf<typeof letters.templateLaidDown>;
        const laidDown = { version, content: letterTemplateSchema.parse(content), at: m.time, by: m.actor };
        return { ...before, name, versions: [...before.versions, laidDown] };
      }
      case 'letters.template-approved.v1': {
        const { version, person, inForce } = m.data as DataOf<typeof letters.templateApproved>;
        return { ...before, approvals: [...before.approvals, { version, person, inForce, at: m.time }] };
      }
      default:
        return before;
    }
  },
};

export interface ClosedPractice {
  readonly ods: string;
  readonly name: string;
  readonly closedOn: string;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
}
/** The GP practices of which a trust has recorded that they closed, or will close. */
export interface ClosedPracticesCopy extends CopyDocument {
  readonly closed: readonly ClosedPractice[];
}
export const closedPractices: Copy<ClosedPracticesCopy> = {
  name: 'closed_practices',
  of: 'letters.practice',
  indexes: [],
  initial: { closed: [] },
  evolve: (before, m: Message) => {
    switch (m.type) {
      case 'letters.practice-closed.v1': {
        const { practices: _, ...closure } = m.data as DataOf<typeof letters.practiceClosed>;
        return { closed: [...before.closed, { ...closure, at: m.time, by: m.actor }] };
      }
      case 'letters.closure-taken-back.v1': {
        const { ods } = m.data as DataOf<typeof letters.closureTakenBack>;
        return { closed: before.closed.filter((each) => each.ods !== ods) };
      }
      default:
        return before;
    }
  },
};

/** What letters rest on: contact details, words, and practices to which none goes. */
export const letterPaper: readonly Copy[] = [senders, letterTemplates, closedPractices];
