import { formTeam } from '@rms/alerting';
import type { FeedAgreement } from '@rms/contracts';
import { derivedId, execute, type Aggregate, type CommandContext, type Execution } from '@rms/event-sourcing';
import { sender, senderOf, starterTemplates, template, templateOf } from '@rms/letters';
import { regionWide } from '@rms/nhs';
import { protocolAggregate } from '@rms/pathway';
import { starterProtocol } from '@rms/protocols/starters';
import { feed } from '@rms/registration';

export const trust = 'ZT001';
export const team = '7d0e6a10-0000-4000-8000-0000000000aa';
export const namespace = '7d0e6a10-0000-4000-8000-0000000000ff';
const agreement: FeedAgreement = {
  feed: '7d0e6a10-0000-4000-8000-000000000001',
  name: 'Test region',
  sends: 'Anything',
  facilities: [],
  anyFacility: true,
  trusts: [trust],
  mayRegister: true,
  zone: 'Europe/London',
  processingIds: ['T'],
  strict: false,
  codes: [{ code: 'PSA', analyte: 'psa' }],
};

const operator = (purpose: string, of: string): CommandContext => ({
  commandId: derivedId(namespace, purpose),
  actor: { kind: 'operator', id: 'test', role: 'operator' },
  trust: of,
  correlationId: namespace,
});

/** A region with its team, its protocol and one sender. */
export const openingFacts = async (execution: Execution): Promise<void> => {
  const tell = async <State, Command extends { readonly type: string }, Event extends { readonly type: string }, Refusal extends string>(
    aggregate: Aggregate<State, Command, Event, Refusal>,
    order: { readonly id: string; readonly command: Command },
  ): Promise<void> => {
    const outcome = await execute(execution, aggregate, { ...order, context: operator(order.command.type, regionWide) });
    if (!outcome.accepted) throw new Error(`${order.command.type} was refused: ${outcome.refusal}`);
  };
  const protocol = starterProtocol('prostate-after-prostatectomy');
  await tell(feed, { id: agreement.feed, command: { type: 'AgreeFeed', agreement } });
  await tell(protocolAggregate, { id: protocol.protocol, command: { type: 'PublishProtocol', content: protocol } });
  await tell(protocolAggregate, {
    id: protocol.protocol,
    command: { type: 'SignProtocol', version: protocol.version, signedBy: 'Test' },
  });
  const nurses = { name: 'Nurses', members: ['ruth'], lead: 'ruth', receives: ['reviews', 'recalls', 'messages'] } as const;
  await formTeam(execution, { id: team, team: nurses }, operator('team', trust));
};

/** How a person’s command about a letter, or about its words, is given. */
export type About = <State, Command extends { readonly type: string }, Event extends { readonly type: string }, Refusal extends string>(
  aggregate: Aggregate<State, Command, Event, Refusal>,
  order: { readonly id: string; readonly command: Command },
) => Promise<string>;

/** Letters get their words and their paper, so that they are written and not only owed. */
export const readyTheLetters = async (about: About): Promise<void> => {
  const details = {
    trustName: 'Northmoor Hospitals',
    department: 'Cancer follow-up team',
    lines: ['Harbour Road'],
    postcode: 'ZZ1 1AA',
    phone: '01632 960123',
    hours: '9am to 5pm',
    email: 'follow-up@northmoor.example',
    signedBy: 'Ruth Adeyemi',
    signedAs: 'Clinical nurse specialist',
  };
  await about(sender, { id: senderOf(trust), command: { type: 'GiveContactDetails', ...details } });
  for (const content of starterTemplates) {
    const id = templateOf(trust, content.name);
    await about(template, { id, command: { type: 'LayDownTemplate', content, problems: [] } });
    for (const person of ['david', 'ruth'])
      await about(template, { id, command: { type: 'ApproveTemplate', version: content.version, person } });
  }
};
