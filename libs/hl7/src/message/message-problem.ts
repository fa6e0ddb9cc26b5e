/** Why a message cannot be routed. */
export type MessageRule = 'msh-missing' | 'msh-unreadable' | 'type-missing' | 'control-id-missing' | 'batch-not-split';

/** A message that nobody can route, with what is needed to answer it and to show it to the person who owns the feed. */
export interface MessageProblem {
  readonly ok: false;
  readonly rule: MessageRule;
  readonly sentence: string;
  /** MSH-10 where it can be read: without it the sender could not match an answer. */
  readonly controlId?: string;
  /** The MSH segment as sent, one character per byte, where there is one. */
  readonly header?: string;
}

const sentences: Readonly<Record<MessageRule, string>> = {
  'msh-missing': 'The message does not start with an MSH segment.',
  'msh-unreadable': 'The delimiters in MSH-1 and MSH-2 cannot be used.',
  'type-missing': 'MSH-9 does not say what kind of message this is.',
  'control-id-missing': 'MSH-10 is empty, so no answer could be matched to the message.',
  'batch-not-split': 'This is a batch envelope; the messages inside it have to be split first.',
};

/** A problem with its sentence. The sentences carry nothing of the message, so they may be logged. */
export const messageProblem = (
  rule: MessageRule,
  found: { readonly controlId?: string; readonly header?: string } = {},
): MessageProblem => ({ ok: false, rule, sentence: sentences[rule], ...found });
