import { z } from 'zod';

const level = z.number().int().min(1).max(5);
const sentence = z.string().min(10);
const hazardId = z.string().regex(/^HAZ-\d{3}$/);
const controlId = z.string().regex(/^CTL-\d{3}$/);
/** A spec file and the title of one of its tests, or the beginning of one: `path/to/file.spec.ts › title`. */
const testReference = z.string().regex(/^[a-z0-9./-]+\.spec\.ts › .{5,}$/);
const rated = { severity: level, likelihood: level, risk: level };

const control = z.strictObject({
  id: controlId,
  type: z.enum(['design', 'test', 'training', 'business']),
  text: sentence,
  /** `in-place` is so today and shown by tests; `planned` counts for nothing yet; `transferred` is for the deploying organisation. */
  status: z.enum(['in-place', 'planned', 'transferred']),
  /** Hazards that this control brings about or makes likelier. */
  introduces: z.array(hazardId),
  transferTo: z.literal('DCB0160').optional(),
  /** That the control is there, and that the harm does not follow where the fault is planted (DCB0129 6.3.2 and 6.3.3). */
  verification: z.strictObject({ implementation: z.array(testReference), effectiveness: z.array(testReference) }),
});

/** One hazard of docs/clinical-safety/hazards, as a Clinical Safety Officer is to judge it. */
export const hazardShape = z.strictObject({
  id: hazardId,
  title: z.string().min(5),
  conditions: z.array(z.enum(['normal', 'fault'])).min(1),
  causes: z.array(z.strictObject({ id: z.string().regex(/^C\d$/), text: sentence })).min(1),
  effect: sentence,
  harm: sentence,
  invariants: z.array(z.string().regex(/^INV-\d{2}$/)),
  initial: z.strictObject(rated),
  controls: z.array(control).min(1),
  /** `restsOn` names the controls that the residual risk counts; each is in place. */
  residual: z.strictObject({ ...rated, restsOn: z.array(controlId), justification: sentence }),
  status: z.enum(['open', 'transferred', 'closed']),
  csoApproval: z.strictObject({
    version: z.string().nullable(),
    name: z.string().nullable(),
    registration: z.string().nullable(),
    date: z.iso.date().nullable(),
  }),
});
export type Hazard = z.infer<typeof hazardShape>;
export type Control = Hazard['controls'][number];

/** What is to hold at every moment, by the number under which code and tests name it, and whether it is kept today. */
export const invariantsShape = z.array(z.strictObject({ id: z.string().regex(/^INV-\d{2}$/), statement: sentence, kept: z.boolean() }));
export type Invariant = z.infer<typeof invariantsShape>[number];
