import { z } from 'zod';

/** Words of a protocol file. */
export const text = z.string().regex(/\S/u, 'says nothing').max(1000);
/** Names, labels and codes: they travel in published facts, whose lines are bounded. */
export const name = z.string().regex(/\S/u, 'says nothing').max(200);
/** Where a figure comes from. `cautious` says where the project went to the careful side of what is cited. */
export const source = z.strictObject({ says: text, from: text, cautious: text.optional() });
/** How serious a review is (1 is worst) and within how many working days a clinician looks. */
export const asksFor = z.strictObject({ seriousness: z.number().int().min(1).max(9), reviewWithinWorkingDays: z.number().int().min(0) });
export const asksForRepeat = asksFor.extend({ repeatWithinWeeks: z.number().int().min(1) });
/** A side of the body. A report may be of both; a test of both is done when both have been reported. */
export const side = z.enum(['left', 'right', 'both']);
export type Side = z.infer<typeof side>;
