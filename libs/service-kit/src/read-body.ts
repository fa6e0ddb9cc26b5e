import type { z } from 'zod';
import { Refused } from './refused.js';

/**
 * Reads a request body by its strict schema. Throws `Refused` 422 that names each field, the rule it breaks and what to do;
 * unknown fields are refused, not ignored, so that nobody sets what he may not.
 */
export const readBody = <Shape extends z.ZodType>(shape: Shape, body: unknown): z.infer<Shape> => {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  const fields = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: [...issue.path, key].join('.'),
          rule: 'unknown-field',
          sentence: `${key} is not part of this command`,
        }))
      : [{ field: issue.path.join('.'), rule: issue.code, sentence: issue.message }],
  );
  throw new Refused(422, 'not-understood', 'There is a problem with what was sent.').because(fields);
};
