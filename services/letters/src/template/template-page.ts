import type { LetterTemplate } from '@rms/contracts';
import { load, type Execution } from '@rms/event-sourcing';
import { sender, senderOf, templateOf } from '../sender/sender.aggregate.js';
import { fillIn } from '../what-a-letter-says/fill-in.js';
import type { SetPage } from '../setting/set-page.js';
import { paperOf } from '../what-a-letter-says/paper.js';
import { fullExample } from '../what-a-letter-says/try-out.js';
import { template } from './template.aggregate.js';

/** Somebody invented, at an address of no town. */
const envelope = { patient: ['Mr George Allan', '4 Harbour Row', 'Northmoor', 'ZZ1 4HR'], gp: ['Millpond Surgery'] } as const;

/** Which version of which template of which trust. */
export interface VersionAsked {
  readonly trust: string;
  readonly name: LetterTemplate['name'];
  readonly version: number;
}

/** A version of a template on the trust's own paper, for an invented patient. `undefined` where there is no such version or no paper yet. */
export const examplePage =
  (execution: Pick<Execution, 'store'>, setPage: SetPage) =>
  async ({ trust, name, version }: VersionAsked): Promise<Uint8Array | undefined> => {
    const { state } = await load(execution.store, template, templateOf(trust, name));
    const content = state.versions.find((each) => each.version === version);
    const { details } = (await load(execution.store, sender, senderOf(trust))).state;
    if (content === undefined || details === undefined) return undefined;
    const filled = fullExample(content);
    return setPage(
      paperOf({
        filled: fillIn(content, filled),
        content: filled,
        sender: details,
        to: name.endsWith('-gp') ? envelope.gp : envelope.patient,
        print: 'standard',
        madeFrom: `An example with an invented patient. Template ${name}, version ${String(version)}.`,
        isTraining: true,
      }),
    );
  };
