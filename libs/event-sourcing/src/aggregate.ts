import type { Decider } from './decider.js';

/** When a fact happened in the world, as the source gave it: a moment, or a civil date. */
export type Occurred = { readonly at: string } | { readonly on: string };

/**
 * What the store needs to know of an aggregate besides its decider. `published` names the facts that have a contract: they
 * carry the dense counter. `schemas` gives the current schema number of each stored fact; `upcast` turns an older shape into
 * today's and throws on one it does not know.
 */
export interface Aggregate<State, Command, Event extends { readonly type: string }, Refusal extends string> {
  readonly service: string;
  readonly name: string;
  readonly decider: Decider<State, Command, Event, Refusal>;
  readonly schemas: Readonly<Record<Event['type'], number>>;
  readonly published: ReadonlySet<string>;
  readonly occurred: (event: Event) => Occurred | undefined;
  readonly upcast: (type: string, schema: number, data: unknown) => Event;
}

/** `pathway.follow-up-<id>` */
export const streamOf = (aggregate: { readonly service: string; readonly name: string }, id: string): string =>
  `${aggregate.service}.${aggregate.name}-${id}`;

/** The id within a stream's name: everything after `<service>.<aggregate>-`. Ids are UUIDs, so the last 36 characters. */
export const idOfStream = (stream: string): string => stream.slice(-36);

/** `pathway.follow-up` of `pathway.follow-up-<id>`. */
export const kindOfStream = (stream: string): string => stream.slice(0, -37);

/** The upcast of an aggregate whose facts have had one shape each so far. Throws on any other. */
export const onlyShapes =
  <Event extends { readonly type: string }>(schemas: Readonly<Record<Event['type'], number>>) =>
  (type: string, schema: number, data: unknown): Event => {
    if (schemas[type as Event['type']] !== schema) throw new Error(`${type} of schema ${String(schema)} is not known`);
    return { ...(data as object), type } as Event;
  };
