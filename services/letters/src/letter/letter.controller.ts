import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { hasRole, type Person, type Role } from '@rms/identity';
import { actorOf, allow, answer, Caller, givenBy, notFound, ownTrust, readBody, Refused, type Receipt } from '@rms/service-kit';
import { z } from 'zod';
import type { LetterCommand } from './letter.facts.js';
import { letterCommandsToken, type LetterCommands } from './letter.commands.js';
import { letterRefusals } from './letter.refusals.js';

const commandId = z.guid();
const seen = z.number().int().min(1);
const reason = z.string().max(2000);
const approveBody = z.strictObject({ commandId, seen });
const together = z.strictObject({ letter: z.guid(), commandId, seen });
const approvalsBody = z.strictObject({ letters: z.array(together).min(1).max(100) });
const reasonBody = z.strictObject({ commandId, seen, reason });
const releaseBody = z.strictObject({ commandId, seen, reason, addressConfirmed: z.boolean() });
const againBody = z.strictObject({ commandId, seen, reason, addressConfirmed: z.boolean().optional() });
const outcomeBody = z.strictObject({ commandId, seen, wasSent: z.boolean(), note: reason });
const cameBackBody = z.strictObject({ commandId, seen, on: z.iso.date(), note: z.string().max(500) });
const anotherWayBody = z.strictObject({ commandId, seen, note: reason });

const clinicians: readonly Role[] = ['clinical-nurse-specialist', 'consultant'];
const desk: readonly Role[] = ['letters-clerk', ...clinicians];
const careTakers: readonly Role[] = [...desk, 'support-worker'];
const readers: readonly Role[] = [...careTakers, 'pathway-coordinator', 'auditor', 'clinical-safety-officer'];

interface Place {
  readonly trust: string;
  readonly letter: string;
}
interface Given {
  readonly commandId: string;
  readonly seen: number;
}
/** What became of each of several letters that were approved together. */
export interface Approvals {
  readonly approved: readonly (Receipt & { readonly letter: string })[];
  readonly refused: readonly { readonly letter: string; readonly code: string; readonly sentence: string }[];
}

@Controller('trusts/:trust/letters')
export class LetterController {
  constructor(@Inject(letterCommandsToken) private readonly commands: LetterCommands) {}

  @Get(':letter/page')
  @Header('cache-control', 'no-store')
  async page(@Caller() person: Person, @Param() place: Place): Promise<StreamableFile> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...readers);
    return this.#shown({ trust, id: place.letter });
  }

  @Get(':letter/pages/:sha256')
  @Header('cache-control', 'no-store')
  async pageAsWritten(@Caller() person: Person, @Param() place: Place & { readonly sha256: string }): Promise<StreamableFile> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...readers);
    return this.#shown({ trust, id: place.letter, fingerprint: place.sha256 });
  }

  @Post('approvals')
  @HttpCode(200)
  async approveTogether(@Caller() person: Person, @Param('trust') asked: string, @Body() body: unknown): Promise<Approvals> {
    const trust = ownTrust(person, asked);
    allow(person, ...desk);
    const { letters } = readBody(approvalsBody, body);
    const approved: (Receipt & { readonly letter: string })[] = [];
    const refused: Approvals['refused'][number][] = [];
    for (const { letter, ...given } of letters)
      try {
        approved.push({ letter, ...(await this.#approve(person, { trust, letter }, { ...given, together: true })) });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused.push({ letter, code: error.code, sentence: error.sentence });
      }
    return { approved, refused };
  }

  @Post(':letter/approval')
  @HttpCode(200)
  async approve(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...desk);
    return this.#approve(person, { ...place, trust }, { ...readBody(approveBody, body), together: false });
  }

  @Post(':letter/hold')
  @HttpCode(200)
  async hold(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...desk);
    const read = readBody(reasonBody, body);
    return this.#give(person, { ...place, ...read, trust }, { type: 'HoldLetter', reason: read.reason });
  }

  @Post(':letter/release')
  @HttpCode(200)
  async release(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...desk);
    const read = readBody(releaseBody, body);
    const { today } = this.commands.calendar();
    return this.#give(
      person,
      { ...place, ...read, trust },
      {
        type: 'ReleaseLetter',
        reason: read.reason,
        ...(read.addressConfirmed ? { addressConfirmedOn: today } : {}),
      },
    );
  }

  @Post(':letter/cancellation')
  @HttpCode(200)
  async cancel(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...clinicians);
    const read = readBody(reasonBody, body);
    return this.#give(person, { ...place, ...read, trust }, { type: 'CancelByPerson', reason: read.reason });
  }

  @Post(':letter/outcome')
  @HttpCode(200)
  async outcome(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...desk);
    const read = readBody(outcomeBody, body);
    const { wasSent, note } = read;
    return this.#give(person, { ...place, ...read, trust }, { type: 'SettleOutcome', wasSent, note, calendar: this.commands.calendar() });
  }

  @Post(':letter/return')
  @HttpCode(200)
  async cameBack(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...desk);
    const read = readBody(cameBackBody, body);
    const { on, note } = read;
    return this.#give(person, { ...place, ...read, trust }, { type: 'RecordCameBack', on, note, calendar: this.commands.calendar() });
  }

  @Post(':letter/given-another-way')
  @HttpCode(200)
  async givenAnotherWay(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...careTakers);
    const read = readBody(anotherWayBody, body);
    return this.#give(
      person,
      { ...place, ...read, trust },
      {
        type: 'RecordGivenAnotherWay',
        note: read.note,
        calendar: this.commands.calendar(),
      },
    );
  }

  @Post(':letter/sending-again')
  @HttpCode(200)
  async sendAgain(@Caller() person: Person, @Param() place: Place, @Body() body: unknown): Promise<Receipt> {
    const trust = ownTrust(person, place.trust);
    allow(person, ...desk);
    const read = readBody(againBody, body);
    const next = this.commands.nextOf(place.letter);
    const calendar = this.commands.calendar();
    return this.#give(
      person,
      { ...place, ...read, trust },
      {
        type: 'SendAgain',
        reason: read.reason,
        next,
        calendar,
        ...(read.addressConfirmed === true ? { addressConfirmedOn: calendar.today } : {}),
      },
    );
  }

  async #shown(of: Parameters<LetterCommands['page']>[0]): Promise<StreamableFile> {
    const page = await this.commands.page(of);
    if (page === undefined) throw notFound();
    if (page === 'lost') throw new Refused(410, 'page-lost', 'The page is not kept any more, and does not come out the same.');
    return new StreamableFile(page.bytes, { type: page.isText ? 'text/plain; charset=utf-8' : 'application/pdf' });
  }

  #approve(person: Person, place: Place, given: Given & { readonly together: boolean }): Promise<Receipt> {
    const isClinician = hasRole(person, ...clinicians) && person.registration !== undefined;
    const approver = { person: person.subject, role: actorOf(person, ...desk).role, isClinician };
    return this.#give(
      person,
      { ...place, ...given },
      {
        type: 'ApproveLetter',
        approver,
        together: given.together,
        calendar: this.commands.calendar(),
      },
    );
  }

  async #give(person: Person, { trust, letter, commandId: id, seen: saw }: Place & Given, command: LetterCommand): Promise<Receipt> {
    const context = givenBy(actorOf(person, ...careTakers), { commandId: id, seen: saw, trust });
    return answer(await this.commands.give(letter, command, context), letterRefusals);
  }
}
