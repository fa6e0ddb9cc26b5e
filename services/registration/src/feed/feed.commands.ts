import { execute, load, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import type { Feed, FeedActivity, IntakeLog } from '@rms/intake';
import { parseCivilDate, present, regionWide, startOfDayIn } from '@rms/nhs';
import { feed, type FeedEvent } from './feed.aggregate.js';

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

export interface FeedCommands {
  activity(trust: string): Promise<readonly FeedState[]>;
  /** `undefined` for a feed that does not report to this trust. */
  agreeCode(trust: string, meaning: CodeToAgree, context: CommandContext): Promise<Outcome<FeedEvent, never> | undefined>;
}

export const feedCommands = (
  execution: Execution,
  parts: { readonly log: IntakeLog; readonly feeds: () => readonly Feed[]; readonly today: () => string },
): FeedCommands => ({
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
});
