import type { FollowUpCopy } from '../../copies/follow-ups.projection.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import type { PageResponse, SignedIn } from '../../session/signed-in.js';
import type { Identity } from '../../words.js';

/** Which review of which follow-up, and the draft of a decision where there is one. */
export interface Place {
  readonly followUp: string;
  readonly review: string;
  readonly draft?: string;
}
/** A review page that somebody has opened: the look at its patient is recorded. */
export interface OpenedReview {
  readonly who: SignedIn;
  readonly place: Place;
  readonly file: PatientFile;
  readonly copy: FollowUpCopy;
  readonly response: PageResponse;
  readonly identity: Identity;
}

export const pathOf = ({ followUp, review }: Place): string => `/follow-ups/${followUp}/reviews/${review}`;
