import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { EventStore } from '@rms/event-sourcing';
import type { Person } from '@rms/identity';
import type { IntakeLog } from '@rms/intake';
import { allow, Caller, notFound, ownTrust } from '@rms/service-kit';
import { messageBehind, type ReceivedMessage } from './message-behind-result.js';

export const messagesBehindToken = Symbol('the history of results and the log of messages');
export interface MessagesBehind {
  readonly store: EventStore;
  readonly log: Pick<IntakeLog, 'message'>;
}

/** The message behind a result, as it came: for whoever checks what a decision rested on. */
@Controller('trusts/:trust/results/:result/messages')
export class MessageBehindResultController {
  constructor(@Inject(messagesBehindToken) private readonly behind: MessagesBehind) {}

  @Get(':receipt')
  async message(
    @Caller() person: Person,
    @Param() place: { readonly trust: string; readonly result: string; readonly receipt: string },
  ): Promise<ReceivedMessage> {
    allow(person, 'clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator', 'auditor', 'clinical-safety-officer');
    const { store, log } = this.behind;
    const asked = { trust: ownTrust(person, place.trust), result: place.result, receipt: Number(place.receipt) };
    const message = await messageBehind({ store, log }, asked);
    if (message === undefined) throw notFound();
    return message;
  }
}
