import { followUps } from '../copies/follow-ups.projection.js';
import { patients } from '../copies/patients.projection.js';
import type { PageResponse, SignedIn } from '../session/signed-in.js';
import { identityOf, type Identity } from '../words.js';
import { bannerOf } from '../worklist/work-items.view.js';
import { howTheyCame } from './how-they-came.js';
import type { Pages } from './pages.js';

/** Who a page is about, once the look has been recorded; nobody where no patient is known. */
export const patientInSight = async (
  pages: Pages,
  { who, response }: { readonly who: SignedIn; readonly response: PageResponse },
  look: { readonly patient: string | undefined; readonly page: string },
): Promise<Identity | undefined> => {
  const copy = look.patient === undefined ? undefined : await pages.copies.of(patients).get(who.trust, look.patient);
  if (copy === undefined) return undefined;
  await pages.looks.record(who, { patient: copy._id, page: look.page, how: howTheyCame(response.req) });
  const his = await pages.copies.of(followUps).find(who.trust, { patient: copy._id });
  return identityOf(bannerOf(copy, his), pages.today());
};
