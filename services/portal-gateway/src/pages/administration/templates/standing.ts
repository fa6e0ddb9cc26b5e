import type { Person } from '@rms/identity';
import { hasRole } from '@rms/identity';
import type { TemplateCopy, TemplateVersion } from '../../../copies/letter-paper.projection.js';
import type { StaffCopy } from '../../../copies/staff.projection.js';
import { templateApprovers } from './template-words.js';

type Template = Pick<TemplateCopy, 'versions' | 'approvals'>;
const approvalsNeeded = 2;

/** The version that letters are written by; `undefined` where none has been approved by two people. */
export const versionInForce = ({ versions, approvals }: Template): TemplateVersion | undefined => {
  const newest = Math.max(0, ...approvals.filter(({ inForce }) => inForce).map(({ version }) => version));
  return versions.find(({ version }) => version === newest);
};
/** Versions that are newer than the one in force, the newest first. */
export const versionsWaiting = (template: Template): readonly TemplateVersion[] => {
  const after = versionInForce(template)?.version ?? 0;
  return template.versions.filter(({ version }) => version > after).toReversed();
};
/** Who approved a version, in order: subjects of people. */
export const approvedBy = ({ approvals }: Template, version: number): readonly string[] =>
  approvals.filter((each) => each.version === version).map(({ person }) => person);

/** Why somebody cannot approve a version, in words; `undefined` where he or she may. */
export const whyNotApprove = (template: Template, laidDown: TemplateVersion, person: Person): string | undefined => {
  const approved = approvedBy(template, laidDown.version);
  if (approved.length >= approvalsNeeded) return 'Two people have approved it.';
  if (!hasRole(person, ...templateApprovers)) return 'A letters clerk, a clinical nurse specialist or a consultant approves it.';
  if (laidDown.by === `person:${person.subject}`) return 'You laid this version down. Two other people must approve it.';
  return approved.includes(person.subject) ? 'You have approved this version. A second person must approve it.' : undefined;
};

/** What is still missing before a version is in force. */
export const missingWords = (template: Template, version: number): string =>
  approvedBy(template, version).length === 0 ? 'Two people must approve it' : 'One more person must approve it';

/** Who of a trust may still approve a version, by name. */
export const whoMayStill = (
  template: Template,
  laidDown: TemplateVersion,
  { staff, trust }: { readonly staff: readonly StaffCopy[]; readonly trust: string },
): readonly string[] => {
  const approved = approvedBy(template, laidDown.version);
  return staff
    .filter(({ outOfUse, trusts, roles }) => outOfUse === undefined && trusts.includes(trust) && roles.some(isApprover))
    .filter(({ person }) => laidDown.by !== `person:${person}` && !approved.includes(person))
    .map(({ name }) => name)
    .sort();
};
const isApprover = (role: string): boolean => templateApprovers.some((each) => each === role);
