import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { letters } from '../../../copies/letters.projection.js';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { counted } from '../../../words.js';
import { draftAskedFor, draftOf, draftOrBack, dropDraft, keepDraft } from '../../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { blankDetails, detailValues, readDetails, whatDiffers } from './contact-details.reading.js';
import { senderCopyOf } from './sender-of.js';

/** Other contact details for the trust's letters, in two steps: the form, then what will differ. */
@Controller('administration/contact-details/change')
@ForRoles('trust-admin')
export class ChangeContactDetailsPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const draft = draftOf(response.req, draftAskedFor(response.req), this.#purpose(who));
    const details = (await senderCopyOf(this.pages.copies, who.trust))?.details;
    const values = details === undefined ? blankDetails(this.pages.trustName(who.trust)) : detailValues(details);
    await this.#show(who, response, { values: draft?.values ?? values, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const { errors } = readDetails(values);
    if (errors.length > 0) {
      await this.#show(who, response, { values, errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { ...this.#purpose(who), values }, () => this.pages.newId());
    response.redirect(303, `/administration/contact-details/change/${draft}`);
  }

  @Get(':draft')
  async check(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const draft = this.#draft(who, response, id);
    if (draft === undefined) return;
    const before = await senderCopyOf(this.pages.copies, who.trust);
    const waiting = await this.pages.copies.of(letters).count(who.trust, { phase: { $in: ['owed', 'to-approve'] } });
    await this.pages.send(response, {
      template: 'administration/contact-details/change-contact-details-check.njk',
      title: 'Check the contact details',
      section: 'Administration',
      hideFresh: true,
      back: { href: `/administration/contact-details/change?draft=${id}`, text: 'Contact details' },
      model: {
        differs: whatDiffers(before?.details, readDetails(draft.values).details),
        trust: this.pages.trustName(who.trust),
        waiting: counted(waiting, 'letter'),
        waitingCount: waiting,
      },
    });
  }

  @Post(':draft')
  async record(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const draft = this.#draft(who, response, id);
    if (draft === undefined) return;
    const answer = await this.owners.give('letters', `/trusts/${who.trust}/letter-details`, {
      token: who.token,
      body: { commandId: draft.commandId, seen: Number(draft.values['seen']), ...readDetails(draft.values).details },
    });
    if (!answer.done) {
      const errors = answer.fields.map(({ field, sentence }) => formError(field.split('.')[0] ?? field, sentence));
      // Whoever tries again is shown first what it changes of what holds now.
      const { seen: _, ...values } = draft.values;
      await this.#show(who, response, {
        values,
        errors: errors.length > 0 ? errors : [formError('trustName', answer.sentence)],
        status: answer.status,
      });
      return;
    }
    dropDraft(response.req, id);
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: 'Recorded. The next letter prints these details.',
      to: '/administration/contact-details',
    });
  }

  #purpose({ trust }: SignedIn): Pick<Draft, 'kind' | 'about'> {
    return { kind: 'contact-details', about: trust };
  }

  #draft(who: SignedIn, response: PageResponse, id: string): Draft | undefined {
    return draftOrBack(response, { id, purpose: this.#purpose(who), back: '/administration/contact-details' });
  }

  async #show(who: SignedIn, response: PageResponse, form: FilledIn): Promise<void> {
    await this.pages.send(response, {
      template: 'administration/contact-details/change-contact-details.njk',
      title: 'Change the contact details',
      section: 'Administration',
      status: form.status,
      hideFresh: true,
      back: { href: '/administration/contact-details', text: 'Contact details' },
      model: {
        seen: form.values['seen'] ?? (await senderCopyOf(this.pages.copies, who.trust))?.published ?? 0,
        ...fieldsOfForm(form),
      },
    });
  }
}
