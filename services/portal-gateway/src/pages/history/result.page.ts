import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { parseInstant } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import type { ResultCopy } from '../../copies/results.projection.js';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, historyReaders, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { identityOf } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { fieldsOf } from '../form.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { messageModel, type ReceivedMessage } from './received-message.model.js';
import { versionModel } from './result-version.model.js';

/** A result as it stood at a moment, with the message behind it byte for byte. */
@Controller('patients/:patient/history/results/:result')
@ForRoles(...historyReaders)
export class ResultPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async result(
    @Who() who: SignedIn,
    @Param() place: { readonly patient: string; readonly result: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const look = { patient: place.patient, page: 'the message behind a result', how: howTheyCame(response.req) };
    const { file, who: here } = await openFile(this.pages, who, look);
    const copy = file.results.find((one) => one._id === place.result);
    const at = parseInstant(fieldsOf(response.req.query)['at'] ?? this.pages.now());
    const version = copy === undefined || at === undefined ? undefined : versionModel(copy, at);
    if (copy === undefined || version === undefined) throw new Refused(404, 'not-found', 'Page not found');
    await this.pages.send(response, {
      template: 'history/result.njk',
      title: version.name,
      section: 'Patients',
      back: { href: `/patients/${file.patient._id}/history`, text: 'History' },
      model: {
        identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
        patient: file.patient._id,
        result: copy._id,
        version,
        message: await this.#message(here, copy, version.receipt),
      },
    });
  }

  async #message({ trust, token }: SignedIn, copy: ResultCopy, receipt: number): Promise<ReturnType<typeof messageModel>> {
    const path = `/trusts/${trust}/results/${copy._id}/messages/${String(receipt)}`;
    const message = await this.owners.ask<ReceivedMessage>('results', path, token);
    const named = copy.reports.find(({ report }) => report.receipt === receipt)?.report.messageSha256 ?? '';
    return messageModel(message, named);
  }
}
