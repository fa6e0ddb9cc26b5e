import { Controller, Get, Inject, Post, Res } from '@nestjs/common';
import { Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { errorsByField, fieldsOf, formError, type FormError } from '../form.js';
import type { Pages } from '../pages.js';

/** Which of a person's trusts the worklist and the feeds are about: neither is shown for several at once. */
@Controller('trust')
export class TrustPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  form(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    return this.#show(who, response, []);
  }

  @Post()
  async choose(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const wanted = fieldsOf(response.req.body)['trust'];
    const trust = who.person.trusts.find((each) => each === wanted);
    if (trust === undefined) {
      await this.#show(who, response, [formError('trust', 'Choose one of your trusts')]);
      return;
    }
    response.req.session.trust = trust;
    response.redirect(303, '/');
  }

  #show({ person, trust }: SignedIn, response: PageResponse, errors: readonly FormError[]): Promise<void> {
    return this.pages.send(response, {
      template: 'trust/trust.njk',
      title: 'Which trust do you want to see?',
      status: errors.length === 0 ? 200 : 422,
      model: {
        trusts: person.trusts.map((each) => ({ value: each, text: this.pages.trustName(each), checked: each === trust })),
        errors,
        error: errorsByField(errors),
      },
    });
  }
}
