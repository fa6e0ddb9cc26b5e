/** A published fact on its way, after CloudEvents 1.0. `published` is the dense counter of its stream; `position` its place in the owner's log. */
export interface Message<Data = unknown> {
  readonly type: string;
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly occurredAt?: string;
  readonly occurredOn?: string;
  readonly trust: string;
  readonly patient?: string;
  readonly published: number;
  readonly position: number;
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf?: string;
  readonly correlationId: string;
  readonly data: Data;
}

/** A stream of the owner that today's code cannot read. Its messages wait; everybody else's go on. */
export interface Unreadable {
  readonly stream: string;
  readonly position: number;
  /** The trust whose fact it is, and when it was recorded: they stand in the envelope, which can be read. */
  readonly trust: string;
  readonly time: string;
  readonly why: string;
}

export type Delivery = { readonly message: Message } | { readonly unreadable: Unreadable };

/** The partition key: the patient a stream was born with, or the stream itself when it is about nobody. */
export const partitionKeyOf = (message: Message): string => message.patient ?? message.subject;
