import { present } from '@rms/nhs';
import { execute, load, StoreUnavailable, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import {
  FeedBook,
  holdMessage,
  IntakeReader,
  problemId,
  quarantineOf,
  type Arrived,
  type Feed,
  type IntakeLog,
  type OutcomeRecord,
  type Problem,
  type QuarantineDecision,
  type QuarantineEvent,
  type QuarantineRefusal,
} from '@rms/intake';
import type { Message } from '@rms/messaging';
import type { Policy } from '@rms/read-models';
import type { Tracing } from '@rms/telemetry';
import type { Background } from '../definition.js';
import { tracedReading } from '../tracing/traced-intake.js';

type Read = Omit<OutcomeRecord, 'receipt'>;

export interface IntakeSideParts {
  readonly service: 'registration' | 'results';
  readonly execution: Execution;
  readonly log: IntakeLog;
  readonly feeds: () => Promise<readonly Feed[]>;
  readonly onStoreAway: (error: unknown) => void;
  readonly onUnread: (message: Arrived, error: unknown) => void;
  readonly tracing?: Tracing | undefined;
}

/** A person's decision about a message that waits. */
export interface QuarantineCommands {
  settle(
    problem: string,
    decision: { readonly decision: QuarantineDecision; readonly reason: string },
    context: CommandContext,
  ): Promise<Outcome<QuarantineEvent, QuarantineRefusal>>;
}

export interface IntakeSide {
  readonly feedBook: FeedBook;
  readonly quarantine: (message: Arrived, problem: Problem) => Promise<Read>;
  /** Was the message held by one of these rules, and did a person have it read again? What was asked for another reason is not answered. */
  readonly wasReadAgainFor: (message: Arrived, rules: readonly string[]) => Promise<boolean>;
  readonly commands: QuarantineCommands;
  readonly reader: IntakeReader;
  readonly policies: readonly Policy[];
  readonly background: Background;
}

const unreadRule = 'could-not-be-read';

/** What registration and results do alike with the messages of their route: read, hold for a person, read again. */
export const intakeSide = (
  parts: IntakeSideParts,
  handle: (message: Arrived, by?: string) => Promise<Read>,
  recorded?: (message: Arrived, outcome: Read) => Promise<void>,
): IntakeSide => {
  const aggregate = quarantineOf(parts.service);
  const feedBook = new FeedBook(parts.feeds);
  const quarantine = holdMessage(parts.execution, aggregate, (id) => feedBook.of(id));
  // Without the agreement behind it a message would be taken for one of a type that nobody uses, and never be read again. Right
  // after a start the agreements may not have been read yet: then it waits, as it does while the store is away.
  const readByItsAgreement = async (message: Arrived, by?: string): Promise<Read> => {
    if (!(await feedBook.knows(message.feed))) throw new StoreUnavailable(`the agreement with feed ${message.feed} is not known yet`);
    return handle(message, by);
  };
  const reader = new IntakeReader({
    log: parts.log,
    route: parts.service,
    handle: readByItsAgreement,
    ...present({ around: parts.tracing === undefined ? undefined : tracedReading(parts.tracing) }),
    onStoreAway: parts.onStoreAway,
    ...present({ recorded }),
    give: (message, error) => {
      parts.onUnread(message, error);
      return quarantine(message, {
        rule: unreadRule,
        trust: message.trust,
        sentence: 'The message could not be read. The service desk has been told.',
      });
    },
  });

  const dealWith = async (receipt: number, settled: { readonly decision: QuarantineDecision; readonly by: string }): Promise<void> => {
    const message = await parts.log.message(receipt);
    if (message === undefined || (await parts.log.currentOutcome(receipt)) !== 'quarantined') return;
    if (settled.decision === 'read-again') await reader.readAgain(message, settled.by);
    else await parts.log.record([{ receipt, outcome: 'ignored', rule: 'set-aside', by: settled.by }]);
  };
  const settlePolicy: Policy = {
    name: 'deal-with-settled-messages',
    on: [`${parts.service}.quarantine-settled.v1`],
    react: async (message: Message) => {
      const { problem, decision } = message.data as { readonly problem: string; readonly decision: QuarantineDecision };
      const { state } = await load(parts.execution.store, aggregate, problem);
      if (state.phase === 'none') return;
      for (const receipt of state.receipts) await dealWith(receipt, { decision, by: message.actor });
    },
  };
  const feedPolicy: Policy = { name: 'know-the-feeds', on: ['registration.feed-agreed.v1'], react: () => feedBook.refresh() };
  return {
    feedBook,
    quarantine,
    wasReadAgainFor: async (message, rules) => {
      const problems = rules.map((rule) => load(parts.execution.store, aggregate, problemId(message, { rule })));
      return (await Promise.all(problems)).some(({ state }) => state.phase === 'settled' && state.decision === 'read-again');
    },
    reader,
    policies: [feedPolicy, settlePolicy],
    commands: {
      settle: (problem, decision, context) =>
        execute(parts.execution, aggregate, { id: problem, command: { type: 'SettleQuarantine', ...decision }, context }),
    },
    background: {
      start: () => {
        void feedBook.refresh().then(() => {
          reader.start();
        });
      },
      stop: () => reader.stop(),
      quiet: () => reader.quiet(),
    },
  };
};
