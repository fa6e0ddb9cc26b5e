import { z } from 'zod';

/** A published fact: its name with major version, what it says in one sentence, and the strict shape of its content. */
export interface Contract<Type extends string = string, Shape extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly says: string;
  readonly data: Shape;
}

export type DataOf<C extends Contract> = z.infer<C['data']>;

const name = /^[a-z-]+\.[a-z-]+\.v[1-9]\d*$/;

/** Declares a contract. The name is `<service>.<past-tense-fact>.v<major>`. */
export const contract = <const Type extends string, Shape extends z.ZodType>(
  type: Type,
  says: string,
  data: Shape,
): Contract<Type, Shape> => {
  if (!name.test(type)) throw new Error(`A contract is named <service>.<fact>.v<major>, not ${type}`);
  return { type, says, data };
};

/** Published in the place of a fact that has been erased or withdrawn from publication: its number stays, its content is gone. */
export const tombstoneType = 'tombstone';
