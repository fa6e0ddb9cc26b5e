import type { RefusalTable } from '@rms/service-kit';
import type { TemplateRefusal } from './template.aggregate.js';

/** What each refusal is as a status and a sentence, once. */
export const templateRefusals: RefusalTable<TemplateRefusal> = {
  'cannot-be-filled-in': [422, 'The template cannot be used as it is.'],
  'version-exists': [409, 'This version exists with other content. A version never changes: lay down the next one.'],
  'version-not-next': [422, 'Versions are numbered without gaps: lay down the next number.'],
  'other-template': [422, 'This is the template of another kind of letter.'],
  'no-such-version': [404, 'There is no such record in your trust.'],
  'approved-by-the-same-person': [409, 'You have approved this version already. A second person must approve it.'],
  'laid-down-by-the-same-person': [409, 'You laid this version down. Two other people must approve it.'],
};
