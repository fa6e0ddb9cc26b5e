import { derivedId, execute, instantText, type Aggregate, type Clock, type CommandContext, type EventStore } from '@rms/event-sourcing';
import { agreeWorkingHours, formTeam } from '@rms/alerting';
import type { StoredSignIn } from '@rms/identity';
import { sender, senderOf, starterTemplates, template, templateOf } from '@rms/letters';
import { regionWide, present } from '@rms/nhs';
import { protocolAggregate } from '@rms/pathway';
import { staffAggregate, staffIdOf } from '@rms/portal-gateway';
import { starterProtocols } from '@rms/protocols/starters';
import { feed } from '@rms/registration';
import type { DataDirectory, SeedName } from '@rms/service-kit/embedded';
import { trainingFeeds } from './training-feeds.js';
import { trainingSenders, type TrainingSender } from './training-letters.js';
import { foundations, trainingHours, trainingTeams } from './training-teams.js';

/** Somebody who has a sign-in, by the subject that tokens name. */
export type Person = Pick<StoredSignIn, 'subject' | 'username' | 'name' | 'roles' | 'trusts' | 'registration'>;

interface Ground {
  readonly store: EventStore;
  readonly people: readonly Person[];
  readonly seed: SeedName;
  readonly operator: string;
  readonly clock: Clock;
}

/** The password of every training sign-in of this directory, made when it was born. */
export const trainingPassword = (directory: Pick<DataDirectory, 'secret'>): string => {
  const secret = directory.secret('training-password');
  return `${secret.slice(0, 4)}-${secret.slice(4, 8)}-${secret.slice(8, 12)}`;
};

const contextFor = (operator: string, purpose: string, trust: string): CommandContext => ({
  commandId: derivedId(foundations, purpose),
  actor: { kind: 'operator', id: operator, role: 'operator' },
  trust,
  correlationId: derivedId(foundations, 'foundations'),
});

const told = async <State, Command, Event extends { readonly type: string }, Refusal extends string>(
  { store, operator, clock }: Ground,
  aggregate: Aggregate<State, Command, Event, Refusal>,
  order: { readonly id: string; readonly command: Command; readonly purpose: string; readonly trust?: string },
): Promise<void> => {
  const outcome = await execute({ store, now: () => instantText(clock.now()) }, aggregate, {
    id: order.id,
    command: order.command,
    context: contextFor(operator, order.purpose, order.trust ?? regionWide),
  });
  if (!outcome.accepted) throw new Error(`${order.purpose} was refused: ${outcome.refusal}`);
};

const subjectOf =
  ({ people }: Ground) =>
  (username: string): string =>
    people.find((person) => person.username === username)?.subject ?? '';

const formTeams = async (ground: Ground): Promise<void> => {
  const { store, operator, clock } = ground;
  const execution = { store, now: () => instantText(clock.now()) };
  const subject = subjectOf(ground);
  for (const { trust, id, name, members, lead, receives } of trainingTeams) {
    await formTeam(
      execution,
      { id, team: { name, members: members.map(subject), lead: subject(lead), receives } },
      contextFor(operator, `team ${name}`, trust),
    );
  }
};

const agreeHours = async ({ store, operator, clock }: Ground): Promise<void> => {
  const execution = { store, now: () => instantText(clock.now()) };
  for (const [trust, hours] of Object.entries(trainingHours))
    await agreeWorkingHours(execution, hours, contextFor(operator, `working hours of ${trust}`, trust));
};

// Each template is a stream of its own: they are told beside one another, so that a first start waits for one commit and not for dozens.
const readyTheLetters = async (ground: Ground, { trust, details, approvedBy }: TrainingSender): Promise<void> => {
  const senderTold = told(ground, sender, {
    id: senderOf(trust),
    purpose: `sender ${trust} ${JSON.stringify(details)}`,
    trust,
    command: { type: 'GiveContactDetails', ...details },
  });
  const templatesTold = starterTemplates.map(async (content) => {
    const { name, version } = content;
    const id = templateOf(trust, name);
    const purpose = `template ${trust} ${name} ${String(version)}`;
    await told(ground, template, { id, purpose, trust, command: { type: 'LayDownTemplate', content, problems: [] } });
    for (const username of approvedBy) {
      const person = subjectOf(ground)(username);
      await told(ground, template, {
        id,
        purpose: `${purpose} by ${username}`,
        trust,
        command: { type: 'ApproveTemplate', version, person },
      });
    }
  });
  await Promise.all([senderTold, ...templatesTold]);
};

/**
 * What a training directory is born with: sign-ins, two trusts’ teams, a signed protocol, its senders, letter templates that two people approved. Each is a fact with the
 * operator as its actor. Told again at every start, which changes nothing.
 */
export const layFoundations = async (ground: Ground): Promise<void> => {
  for (const { subject, name, roles, trusts, registration } of ground.people) {
    await told(ground, staffAggregate, {
      id: staffIdOf(subject),
      purpose: `staff ${subject}`,
      command: { type: 'RecordStaff', person: subject, name, roles, trusts, ...present({ registration }) },
    });
  }
  for (const protocol of starterProtocols) {
    await told(ground, protocolAggregate, {
      id: protocol.protocol,
      purpose: `publish ${protocol.name} ${String(protocol.version)}`,
      command: { type: 'PublishProtocol', content: protocol },
    });
    await told(ground, protocolAggregate, {
      id: protocol.protocol,
      purpose: `sign ${protocol.name} ${String(protocol.version)}`,
      command: { type: 'SignProtocol', version: protocol.version, signedBy: 'David Penrose (training)' },
    });
  }
  for (const agreement of trainingFeeds(ground.seed))
    await told(ground, feed, { id: agreement.feed, purpose: `feed ${agreement.feed}`, command: { type: 'AgreeFeed', agreement } });
  await formTeams(ground);
  await agreeHours(ground);
  for (const one of trainingSenders) await readyTheLetters(ground, one);
};
