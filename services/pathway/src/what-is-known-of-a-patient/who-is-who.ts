/**
 * Facts after which records may be one person’s that were not before. Owners overtake one another on a broker: a result or a start may
 * be heard before the merge that says whose it is, so that whatever rests on a person’s records is asked again after these.
 */
export const whoIsWho: readonly string[] = ['registration.patient-registered.v1', 'registration.patient-retired.v1'];
