import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { abnormalPsaOf, followedPatients, goodPsaOf } from '../alert/patients.js';
import { Contender } from '../job/contender.js';
import { root, sourceFile } from '../job/places.js';
import { startNode, type RunningNode } from '../job/running-node.js';
import { besideRow, type Row } from '../measure/rows.js';
import { Arriving } from './arriving.js';
import { steadily } from './steadily.js';
import { Visitor } from './visitor.js';

const perSecond = 50;
const patients = 150;
const resultsEach = 4;
const target = 50;
const whose = ['ours', 'bare', 'bare', 'ours'] as const;
type Whose = (typeof whose)[number];
const kinds = ['worklist', 'patient page'] as const;
type Kind = (typeof kinds)[number];

export interface PageSizes {
  /** A B B A so many times. */
  readonly rounds: number;
  readonly warmUpSeconds: number;
  /** How long each letter of A B B A takes. */
  readonly seconds: number;
}
interface Region {
  readonly node: RunningNode;
  readonly arriving: Arriving;
  readonly ours: Visitor;
  readonly paths: readonly string[];
}

const fill = async (data: string): Promise<void> => {
  const preparing = await Contender.start({ file: sourceFile('alert/prepare-main.ts'), args: [data] });
  try {
    await preparing.ask<number>('fill', patients);
  } finally {
    await preparing.stop();
  }
};
const passwordIn = (data: string): string => {
  const command = join(root, 'services', 'single-node', 'bin', 'rms.mjs');
  const told = execFileSync(process.execPath, [command, 'sign-ins', '--json', '--data', data], { encoding: 'utf8' });
  return (JSON.parse(told.split('\n')[0] ?? '{}') as { readonly password: string }).password;
};

/** Earlier results of everybody, and of every third one a worrying value that somebody has to look at. */
const sendThePast = async (arriving: Arriving): Promise<void> => {
  const people = followedPatients(patients);
  for (let nth = 1; nth < resultsEach; nth += 1)
    for (const patient of people) arriving.send(goodPsaOf(patient, { nth, daysAgo: 40 * (resultsEach - nth) }));
  for (const patient of people.filter(({ number }) => number % worryingEach === 0)) arriving.send(abnormalPsaOf(patient));
  await arriving.allAccepted();
};

const worryingEach = 3;
/** Waits until all of the work is there, and answers the patients’ pages that the worklist leads to. */
const pagesOnTheWorklist = async (visitor: Visitor): Promise<readonly string[]> => {
  const until = performance.now() + 60_000;
  for (;;) {
    const { html } = await visitor.visit('/worklist');
    const found = [...new Set([...html.matchAll(/href="(\/patients\/[0-9a-f-]{36})["?]/g)].map(([, path = '']) => path))];
    if (found.length >= patients / worryingEach) return found;
    if (performance.now() > until) throw new Error(`The worklist leads to ${String(found.length)} patients.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};

const openRegion = async (folder: string): Promise<Region> => {
  const data = join(folder, 'data');
  await fill(data);
  const node = await startNode(root, data, 'empty');
  try {
    const arriving = await Arriving.at(node.mllpPort, followedPatients(patients));
    await sendThePast(arriving);
    const ours = new Visitor(node.home);
    await ours.signIn('ruth', passwordIn(data));
    return { node, arriving, ours, paths: await pagesOnTheWorklist(ours) };
  } catch (error) {
    await node.stop();
    throw error;
  }
};

const measured = (): Record<Whose, Record<Kind, number[]>> => ({
  ours: { worklist: [], 'patient page': [] },
  bare: { worklist: [], 'patient page': [] },
});
const kindOf = (index: number): Kind => kinds[index % 2] ?? 'worklist';

/** So many seconds of pages at the one or at the other, while messages arrive at the system. */
const visitFor = async (
  seconds: number,
  { arriving }: Pick<Region, 'arriving'>,
  visit: (kind: Kind, index: number) => Promise<{ readonly at: number }>,
): Promise<Record<Kind, number[]>> => {
  const millis: Record<Kind, number[]> = { worklist: [], 'patient page': [] };
  await steadily({ perSecond, count: perSecond * seconds }, async (index, dueAt) => {
    arriving.sendNext();
    const { at } = await visit(kindOf(index), index);
    millis[kindOf(index)].push(at - dueAt);
  });
  return millis;
};

/** Worklist and patient page at 50 requests a second while 50 messages a second arrive, beside a bare page of the same size. */
export const pagesJob = async (
  folder: string,
  { rounds, warmUpSeconds, seconds }: PageSizes,
): Promise<{ readonly rows: readonly Row[]; readonly note: string }> => {
  const region = await openRegion(folder);
  const bare = await Contender.start({ file: sourceFile('pages/bare-main.ts'), args: [] });
  const { node, ours, paths } = region;
  const pathOf = (kind: Kind, index: number): string => (kind === 'worklist' ? '/worklist' : (paths[index % paths.length] ?? ''));
  const sizes = {
    worklist: (await ours.visit('/worklist')).html.length,
    'patient-page': (await ours.visit(pathOf('patient page', 1))).html.length,
  };
  const peer = new Visitor(await bare.ask<string>('open', sizes));
  const visitors: Readonly<Record<Whose, (kind: Kind, index: number) => Promise<{ readonly at: number }>>> = {
    ours: (kind, index) => ours.visit(pathOf(kind, index)),
    bare: (kind) => peer.visit(`/${kind.replace(' ', '-')}`),
  };
  const all = measured();
  try {
    for (const who of ['ours', 'bare'] as const) await visitFor(warmUpSeconds, region, visitors[who]);
    const cpu = node.cpuSeconds();
    for (let round = 0; round < rounds; round += 1)
      for (const who of whose) {
        (who === 'ours' ? ours : peer).comeBack();
        const millis = await visitFor(seconds, region, visitors[who]);
        for (const kind of kinds) all[who][kind].push(...millis[kind]);
      }
    const pages = all.ours.worklist.length + all.ours['patient page'].length;
    const cpuPerThousand = ((node.cpuSeconds() - cpu) / pages) * 1000;
    await region.arriving.allAccepted();
    return {
      rows: kinds.map((kind) =>
        besideRow(`${kind}, ${String(perSecond)}/s while ${String(perSecond)} messages/s arrive`, {
          millis: all.ours[kind],
          peer: { name: 'bare express + nunjucks', millis: all.bare[kind] },
          cpuPerThousand,
          target,
        }),
      ),
      note: `Pages of ${String(sizes.worklist)} and ${String(sizes['patient-page'])} characters, ${String(paths.length)} patients in turn; ${region.arriving.counted}. The CPU-seconds are those of pages and messages together.`,
    };
  } finally {
    ours.close();
    peer.close();
    region.arriving.close();
    await node.stop();
    await bare.stop();
  }
};
