import { letterTemplateNames, type LetterTemplate } from '@rms/contracts';
import type { Copies } from '@rms/read-models';
import { Refused } from '@rms/service-kit';
import { letterTemplates, type TemplateCopy } from '../../../copies/letter-paper.projection.js';
import type { Owners } from '../../../owners/owners.js';
import type { SignedIn } from '../../../session/signed-in.js';
import { isTemplateName } from './template-words.js';

export type TemplateName = LetterTemplate['name'];
/** A template of the trust with the name that it goes by; without versions where the trust has laid none down. */
export interface TemplateOf {
  readonly name: TemplateName;
  readonly template: Pick<TemplateCopy, 'versions' | 'approvals'>;
}
const none = { versions: [], approvals: [] } as const;

/** Every kind of letter, with the versions that the trust has of it. */
export const templatesOf = async (copies: Copies, trust: string): Promise<readonly TemplateOf[]> => {
  const known = await copies.of(letterTemplates).find(trust, {});
  return letterTemplateNames.map((name) => ({ name, template: known.find((each) => each.name === name) ?? none }));
};

/** The template of a kind of letter. Refuses a name of no kind. */
export const templateNamed = async (copies: Copies, trust: string, asked: string): Promise<TemplateOf> => {
  if (!isTemplateName(letterTemplateNames, asked)) throw new Refused(404, 'not-found', 'Page not found');
  const [template] = await copies.of(letterTemplates).find(trust, { name: asked });
  return { name: asked, template: template ?? none };
};

/** A block with everything filled in, as its owner reads it. */
interface ReadBlock {
  readonly kind: string;
  readonly text?: string;
  readonly items?: readonly string[];
}
export interface Reading {
  readonly title: string;
  readonly subject: string;
  readonly blocks: readonly ReadBlock[];
  readonly sms?: string;
}
/** What the owner says of a template that is tried: what to mend, or how it reads. */
export interface Trial {
  readonly problems: readonly { readonly at: string; readonly line: number; readonly sentence: string }[];
  readonly full?: Reading;
  readonly sparse?: Reading;
  readonly names: readonly { readonly name: string; readonly shows: string; readonly mayBeMissing: boolean }[];
}

/** Has a template tried by its owner; `undefined` when that does not answer. */
export const tried = (owners: Owners, { trust, token }: SignedIn, content: LetterTemplate): Promise<Trial | undefined> =>
  owners.command<Trial>('letters', `/trusts/${trust}/letter-templates/trial`, { token, body: { content } });
