import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { derivedId } from '@rms/event-sourcing';
import { hasRole, type Person, type Role } from '@rms/identity';
import { present } from '@rms/nhs';
import { actorOf, allow, answer, Caller, givenBy, notFound, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import { alertingCommandsToken, type AlertingCommands } from '../alerting.commands.js';
import { callRefusals } from '../alerting.refusals.js';
import { callOutcomes, symptoms, tryResults, urgencies, type HelplineCallCommand } from './helpline-call.facts.js';

const commandId = z.guid();
const seen = z.number().int().min(1);
const text = z.string().max(2000);
const short = z.string().max(200);
const outcome = z.enum(callOutcomes);
const logBody = z.strictObject({
  commandId,
  patient: z.guid().optional(),
  caller: z.strictObject({ name: short, phone: short.optional(), relation: short.optional() }),
  about: short.optional(),
  said: text,
  symptoms: z.array(z.enum(symptoms)).max(symptoms.length),
  urgency: z.enum(urgencies),
  settled: z.strictObject({ outcome, note: text }).optional(),
});
const tryBody = z.strictObject({ commandId, result: z.enum(tryResults), note: text });
const linkBody = z.strictObject({ commandId, seen, patient: z.guid() });
const closeBody = z.strictObject({ commandId, seen, outcome, note: text });

/** Whoever may pick up the telephone. */
const answerers: readonly Role[] = ['clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator'];

const isClinician = (person: Person): boolean => hasRole(person, 'clinical-nurse-specialist', 'consultant');

interface Place {
  readonly trust: string;
  readonly call: string;
}
interface Said {
  readonly commandId: string;
  readonly seen?: number;
  readonly patient?: string;
}

@Controller('trusts/:trust/calls')
export class HelplineCallController {
  constructor(@Inject(alertingCommandsToken) private readonly commands: AlertingCommands) {}

  @Post()
  async log(@Caller() person: Person, @Param('trust') of: string, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#trustOf(person, of);
    const { commandId: id, caller, ...said } = readBody(logBody, body);
    await this.#known(trust, said.patient);
    const { now, time } = (await this.commands.desk(trust)).moment;
    const { symptoms: told, urgency, said: words } = said;
    const command = {
      type: 'LogCall',
      now,
      time,
      caller: { name: caller.name, ...present({ phone: caller.phone, relation: caller.relation }) },
      said: words,
      symptoms: told,
      urgency,
      byClinician: isClinician(person),
      ...present({ patient: said.patient, about: said.about, settled: said.settled }),
    } as const;
    return this.#give(derivedId(id, 'helpline call'), command, {
      person,
      trust,
      said: { commandId: id, ...present({ patient: said.patient }) },
    });
  }

  @Post(':call/tries')
  @HttpCode(200)
  async try(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#trustOf(person, place.trust);
    const { commandId: id, ...tried } = readBody(tryBody, body);
    return this.#give(place.call, { type: 'TryCallBack', ...tried }, { person, trust, said: { commandId: id } });
  }

  @Post(':call/patient')
  @HttpCode(200)
  async link(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#trustOf(person, place.trust);
    const { patient, ...said } = readBody(linkBody, body);
    await this.#known(trust, patient);
    return this.#give(place.call, { type: 'LinkCall', patient }, { person, trust, said });
  }

  @Post(':call/closing')
  @HttpCode(200)
  async close(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = this.#trustOf(person, place.trust);
    const { commandId: id, seen: saw, ...settled } = readBody(closeBody, body);
    return this.#give(
      place.call,
      { type: 'CloseCall', byClinician: isClinician(person), ...settled },
      { person, trust, said: { commandId: id, seen: saw } },
    );
  }

  #trustOf(person: Person, of: string): string {
    const trust = ownTrust(person, of);
    allow(person, ...answerers);
    return trust;
  }

  async #known(trust: string, patient: string | undefined): Promise<void> {
    if (patient !== undefined && !(await this.commands.knows(trust, patient))) throw notFound();
  }

  async #give(
    call: string,
    command: HelplineCallCommand,
    { person, trust, said }: { readonly person: Person; readonly trust: string; readonly said: Said },
  ): Promise<Receipt> {
    return answer(await this.commands.onCall(call, command, givenBy(actorOf(person, ...answerers), { ...said, trust })), callRefusals);
  }
}
