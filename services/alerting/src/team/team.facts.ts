export const kindsOfWork = ['reviews', 'recalls', 'messages', 'telephone', 'letters', 'calls'] as const;
export type Receives = (typeof kindsOfWork)[number];
export interface Team {
  readonly name: string;
  readonly members: readonly string[];
  readonly lead?: string;
  readonly receives: readonly Receives[];
}
export type TeamEvent =
  | ({ readonly type: 'TeamFormed' } & Team)
  | { readonly type: 'MemberJoined'; readonly person: string }
  | { readonly type: 'MemberWithdrew'; readonly person: string }
  | { readonly type: 'LeadNamed'; readonly person: string }
  | { readonly type: 'WorkAgreed'; readonly receives: readonly Receives[] };
export type TeamCommand =
  | ({ readonly type: 'FormTeam' } & Team)
  | { readonly type: 'JoinTeam'; readonly person: string }
  | { readonly type: 'WithdrawFromTeam'; readonly person: string }
  | { readonly type: 'NameLead'; readonly person: string }
  | { readonly type: 'AgreeWork'; readonly receives: readonly Receives[] };
export type TeamRefusal = 'no-such-team' | 'lead-not-a-member' | 'not-a-member' | 'no-work' | 'no-name';
export type TeamState = { readonly team?: Team };
