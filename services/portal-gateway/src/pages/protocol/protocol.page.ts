import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { regionWide } from '@rms/nhs';
import { missedTestOf } from '@rms/protocols';
import { Refused } from '@rms/service-kit';
import { protocols } from '../../copies/others.projection.js';
import type { PageResponse } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { instant } from '../../words.js';
import type { Pages } from '../pages.js';

/** A protocol version as it was signed: schedule, rules, sources. */
@Controller('protocols/:protocol/:version')
export class ProtocolPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async show(@Param() place: { readonly protocol: string; readonly version: string }, @Res() response: PageResponse): Promise<void> {
    const copy = await this.pages.copies.of(protocols).get(regionWide, place.protocol);
    const protocol = copy?.versions.find((each) => String(each.version) === place.version);
    if (copy === undefined || protocol === undefined) throw new Refused(404, 'not-found', 'Page not found');
    const signed = copy.signed.find((each) => each.version === protocol.version);
    await this.pages.send(response, {
      template: 'protocol/protocol.njk',
      title: protocol.title,
      hideFresh: true,
      model: {
        protocol: { ...protocol, tests: protocol.tests.map((test) => ({ ...test, missed: missedTestOf(protocol, test.kind) })) },
        signed: signed === undefined ? undefined : { by: signed.by, at: instant(signed.at) },
      },
    });
  }
}
