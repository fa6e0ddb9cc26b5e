import { type LetterTemplate, letterTemplateSchema } from '@rms/contracts';
import followUpEndedGp from './starter/follow-up-ended-gp.json' with { type: 'json' };
import followUpEndedPatient from './starter/follow-up-ended-patient.json' with { type: 'json' };
import followUpStartedGp from './starter/follow-up-started-gp.json' with { type: 'json' };
import followUpStartedPatient from './starter/follow-up-started-patient.json' with { type: 'json' };
import followUpSuspendedGp from './starter/follow-up-suspended-gp.json' with { type: 'json' };
import followUpSuspendedPatient from './starter/follow-up-suspended-patient.json' with { type: 'json' };
import followUpTakenUpAgainGp from './starter/follow-up-taken-up-again-gp.json' with { type: 'json' };
import followUpTakenUpAgainPatient from './starter/follow-up-taken-up-again-patient.json' with { type: 'json' };
import recallGp from './starter/recall-gp.json' with { type: 'json' };
import recallPatient from './starter/recall-patient.json' with { type: 'json' };
import repeatGp from './starter/repeat-gp.json' with { type: 'json' };
import repeatPatient from './starter/repeat-patient.json' with { type: 'json' };
import resultGp from './starter/result-gp.json' with { type: 'json' };
import resultPatient from './starter/result-patient.json' with { type: 'json' };
import testMissedAgainPatient from './starter/test-missed-again-patient.json' with { type: 'json' };
import testMissedPatient from './starter/test-missed-patient.json' with { type: 'json' };

const written: readonly unknown[] = [
  resultPatient,
  resultGp,
  repeatPatient,
  repeatGp,
  recallPatient,
  recallGp,
  testMissedPatient,
  testMissedAgainPatient,
  followUpStartedPatient,
  followUpStartedGp,
  followUpSuspendedPatient,
  followUpSuspendedGp,
  followUpTakenUpAgainPatient,
  followUpTakenUpAgainGp,
  followUpEndedPatient,
  followUpEndedGp,
];

/** The templates the product comes with: drafts, for a trust’s own people to adapt and approve. */
export const starterTemplates: readonly LetterTemplate[] = written.map((content) => letterTemplateSchema.parse(content));
