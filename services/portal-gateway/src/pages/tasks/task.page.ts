import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { present } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import { colleagues, tasks, teams, type TaskCopy } from '../../copies/others.projection.js';
import type { Owners } from '../../owners/owners.js';
import { openTask } from '../../patient-page/what-happens-next.model.js';
import { ForRoles, Who, workers, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { ownerWords } from '../../worklist/owner-words.model.js';
import { fieldsOf, fieldsOfForm, type FilledIn } from '../form.js';
import { errorsIn, goOn } from '../owner-answer.js';
import type { Pages } from '../pages.js';
import { patientInSight } from '../patient-in-sight.js';
import { errorsInGiving, readRecipient } from './task.reading.js';

type At = { readonly who: SignedIn; readonly id: string; readonly response: PageResponse };

/** One task: whose it is, and the forms to take it or to give it to somebody. */
@Controller('tasks/:task')
@ForRoles(...workers)
export class TaskPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async show(@Who() who: SignedIn, @Param('task') id: string, @Res() response: PageResponse): Promise<void> {
    await this.#show({ who, id, response }, { values: {}, errors: [], status: 200 });
  }

  @Post('take')
  async take(@Who() who: SignedIn, @Param('task') id: string, @Res() response: PageResponse): Promise<void> {
    await this.#give({ who, id, response }, { part: 'taking', body: {}, said: 'The task is yours.', field: 'take' });
  }

  @Post('give')
  async give(@Who() who: SignedIn, @Param('task') id: string, @Res() response: PageResponse): Promise<void> {
    const at = { who, id, response };
    const values = fieldsOf(response.req.body);
    const errors = errorsInGiving(values);
    if (errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 });
      return;
    }
    const body = { to: readRecipient(values['to'] ?? ''), reason: values['reason'] };
    await this.#give(at, { part: 'giving', body, said: 'The task was given on.', field: 'to' });
  }

  async #give(
    at: At,
    order: { readonly part: string; readonly body: object; readonly said: string; readonly field: string },
  ): Promise<void> {
    const values = fieldsOf(at.response.req.body);
    const answer = await this.owners.give('alerting', `/trusts/${at.who.trust}/tasks/${at.id}/${order.part}`, {
      token: at.who.token,
      body: { commandId: values['commandId'] ?? this.pages.newId(), seen: Number(values['seen']), ...order.body },
    });
    if (answer.done) {
      await goOn(this.pages, at.response, { receipt: answer.receipt, said: order.said, to: '/worklist' });
      return;
    }
    // Whoever was overtaken sees the task as it is now; what he typed stays.
    const { seen: _, commandId: __, ...typed } = values;
    await this.#show(at, { values: typed, errors: errorsIn(answer, order.field), status: answer.status });
  }

  async #copyOf({ who, id }: At): Promise<TaskCopy & { readonly task: NonNullable<TaskCopy['task']> }> {
    const copy = await this.pages.copies.of(tasks).get(who.trust, id);
    if (copy?.task === undefined) throw new Refused(404, 'not-found', 'Page not found');
    return { ...copy, task: copy.task };
  }

  async #recipients(trust: string, nameOf: (actor: string) => string) {
    const away = (await this.pages.copies.of(colleagues).find(trust, {}))
      .filter((one) => one.left || one.away !== undefined)
      .map((one) => one.person);
    const known = await this.pages.copies.of(teams).find(trust, {});
    const people = [...new Set(known.flatMap((team) => team.members))].filter((person) => !away.includes(person));
    return {
      people: people
        .map((person) => ({ value: `person:${person}`, text: nameOf(`person:${person}`) }))
        .sort((a, b) => (a.text < b.text ? -1 : 1)),
      teams: known.map((team) => ({ value: `team:${team._id}`, text: team.name })),
    };
  }

  async #show(at: At, form: FilledIn): Promise<void> {
    const copy = await this.#copyOf(at);
    const context = await this.pages.contextFor(at.who);
    const { task, cover, escalations } = copy;
    const names = { subject: context.subject, nameOf: (person: string) => context.nameOf(`person:${person}`) };
    await this.pages.send(at.response, {
      template: 'tasks/task.njk',
      title: task.title,
      section: 'Worklist',
      status: form.status,
      back: { href: '/worklist', text: 'Worklist' },
      model: {
        identity: await patientInSight(this.pages, at, { patient: copy.patient, page: 'a task' }),
        task,
        shown: openTask(copy, context)[0],
        owner: ownerWords({ owner: task.owner, escalations, ...present({ cover, escalatesAt: task.escalatesAt }) }, names),
        isMine: task.owner.person === context.subject && cover === undefined,
        closedBecause: copy.closedBecause,
        path: `/tasks/${at.id}`,
        seen: form.values['seen'] ?? copy.published,
        commandId: form.values['commandId'] ?? this.pages.newId(),
        recipients: await this.#recipients(at.who.trust, context.nameOf),
        ...fieldsOfForm(form),
      },
    });
  }
}
