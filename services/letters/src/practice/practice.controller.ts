import { Body, Controller, HttpCode, Inject, Post, Param } from '@nestjs/common';
import { execute, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import type { Person, Role } from '@rms/identity';
import { actorOf, allow, answer, Caller, givenBy, ownTrust, readBody, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import { practice, practiceRefusals, practicesOf } from './practice.aggregate.js';
import type { PracticeCommand, PracticeEvent, PracticeRefusal } from './practice.decider.js';

export const practiceCommandsToken = Symbol('practice commands');
/** Commands about practices that closed. */
export interface PracticeCommands {
  give(command: PracticeCommand, context: CommandContext): Promise<Outcome<PracticeEvent, PracticeRefusal>>;
  today(): string;
}
export const practiceCommands = (execution: Execution, today: () => string): PracticeCommands => ({
  give: (command, context) => execute(execution, practice, { id: practicesOf(context.trust), command, context }),
  today,
});

const commandId = z.guid();
/** 0 where nothing has been recorded yet. */
const seen = z.number().int().min(0);
const text = z.string().max(200);
const reason = z.string().max(2000);
const closureBody = z.strictObject({ commandId, seen, ods: text, name: text, closedOn: z.iso.date(), reason });
const takeBackBody = z.strictObject({ commandId, seen, ods: text, reason });
const recorders: readonly Role[] = ['trust-admin', 'letters-clerk'];

/** The GP practices that have closed: a copy for one of them waits for a person. */
@Controller('trusts/:trust/practices/closures')
export class PracticeController {
  constructor(@Inject(practiceCommandsToken) private readonly commands: PracticeCommands) {}

  @Post()
  @HttpCode(200)
  async close(@Caller() person: Person, @Param('trust') asked: string, @Body() body: unknown): Promise<Receipt> {
    const { commandId: id, seen: saw, ...closure } = this.#read(person, asked, { shape: closureBody, body });
    const command = { type: 'RecordClosure', ...closure, today: this.commands.today() } as const;
    return this.#give(person, command, { commandId: id, seen: saw, trust: asked });
  }

  @Post('taking-back')
  @HttpCode(200)
  async takeBack(@Caller() person: Person, @Param('trust') asked: string, @Body() body: unknown): Promise<Receipt> {
    const { commandId: id, seen: saw, ...closure } = this.#read(person, asked, { shape: takeBackBody, body });
    return this.#give(person, { type: 'TakeBackClosure', ...closure }, { commandId: id, seen: saw, trust: asked });
  }

  #read<Shape extends z.ZodType>(
    person: Person,
    asked: string,
    { shape, body }: { readonly shape: Shape; readonly body: unknown },
  ): z.infer<Shape> {
    ownTrust(person, asked);
    allow(person, ...recorders);
    return readBody(shape, body);
  }

  async #give(
    person: Person,
    command: PracticeCommand,
    given: { readonly commandId: string; readonly seen: number; readonly trust: string },
  ): Promise<Receipt> {
    return answer(await this.commands.give(command, givenBy(actorOf(person, ...recorders), given)), practiceRefusals);
  }
}
