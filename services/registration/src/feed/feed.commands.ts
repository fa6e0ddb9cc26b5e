import { execute, load, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import type { FeedAgreement } from '@rms/contracts';
import { problemsInAgreement, type Feed, type FeedActivity, type IntakeLog } from '@rms/intake';
import { parseCivilDate, present, regionWide, startOfDayIn } from '@rms/nhs';
import type { FieldProblem, ToldEvent } from '@rms/service-kit';
import { feed, type FeedEvent } from './feed.aggregate.js';
import { feedHistory } from './feed-history.js';

/** A feed with what it has sent today. */
export interface FeedState {
  readonly feed: string;
  readonly name: string;
  readonly sends: string;
  readonly activity: FeedActivity | undefined;
}

/** What a code of a feed means from now on; no test of ours without an analyte. */
export interface CodeToAgree {
  readonly feed: string;
  readonly code: string;
  readonly analyte: string | undefined;
  readonly reads: 'quantity' | 'coded' | undefined;
}
/** What a person says of a feed; whether it takes any facility is for training regions, and not his to say. */
export type AgreementSaid = Omit<FeedAgreement, 'feed' | 'anyFacility'>;
export interface AgreementOrder {
  readonly feed: string;
  readonly said: AgreementSaid;
  /** May this person say so, of a feed that reported to the first trusts and is to report to the second? */
  readonly may: (before: readonly string[], after: readonly string[]) => boolean;
  readonly isNew: boolean;
}
export type AgreementAnswer = Outcome<FeedEvent, never> | 'unknown' | 'barred' | { readonly problems: readonly FieldProblem[] };

export interface FeedCommands {
  activity(trust: string): Promise<readonly FeedState[]>;
  /** `undefined` for a feed that does not report to this trust. */
  agreeCode(trust: string, meaning: CodeToAgree, context: CommandContext): Promise<Outcome<FeedEvent, never> | undefined>;
  agree(trust: string, order: AgreementOrder, context: CommandContext): Promise<AgreementAnswer>;
  /** `undefined` for a feed that does not report to this trust. */
  history(trust: string, feed: string): Promise<readonly ToldEvent[] | undefined>;
}

interface FeedParts {
  readonly log: IntakeLog;
  readonly feeds: () => readonly Feed[];
  readonly today: () => string;
}

// To somebody of another trust a feed does not exist; of his own he may say what concerns no trust but his.
const outOfReach = (trust: string, before: readonly string[], { isNew, may, said }: AgreementOrder): 'unknown' | 'barred' | undefined => {
  if (!isNew && !before.includes(trust)) return 'unknown';
  return may(before, said.trusts) ? undefined : 'barred';
};

const agreeing =
  (execution: Execution, parts: FeedParts): FeedCommands['agree'] =>
  async (trust, order, context) => {
    const { feed: id, said } = order;
    const { agreement: before } = (await load(execution.store, feed, id)).state;
    const refusal = outOfReach(trust, before?.trusts ?? [], order);
    if (refusal !== undefined) return refusal;
    const agreement = { feed: id, ...said, anyFacility: before?.anyFacility ?? false };
    const problems = problemsInAgreement(agreement, parts.feeds());
    if (problems.length > 0) return { problems };
    return execute(execution, feed, { id, command: { type: 'AgreeFeed', agreement }, context: { ...context, trust: regionWide } });
  };

export const feedCommands = (execution: Execution, parts: FeedParts): FeedCommands => ({
  activity: async (trust) => {
    const today = parseCivilDate(parts.today());
    const sent = await parts.log.activity(today === undefined ? '' : startOfDayIn(today));
    return parts
      .feeds()
      .filter((one) => one.trusts.includes(trust))
      .map(({ feed: id, name, sends }) => ({ feed: id, name, sends, activity: sent.find((each) => each.feed === id) }));
  },
  agreeCode: async (trust, { feed: id, code, analyte, reads }, context) => {
    const { state } = await load(execution.store, feed, id);
    if (state.agreement?.trusts.includes(trust) !== true) return undefined;
    const codes = [...state.agreement.codes.filter((one) => one.code !== code), { code, ...present({ analyte, reads }) }];
    return execute(execution, feed, {
      id,
      command: { type: 'AgreeFeed', agreement: { ...state.agreement, codes } },
      context: { ...context, trust: regionWide },
    });
  },
  agree: agreeing(execution, parts),
  history: async (trust, id) => {
    const { state } = await load(execution.store, feed, id);
    return state.agreement?.trusts.includes(trust) === true ? feedHistory(execution.store, id) : undefined;
  },
});
