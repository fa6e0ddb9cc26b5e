import { Contender } from '../job/contender.js';
import { sourceFile } from '../job/places.js';
import { interleaved, type Rounds } from '../job/rounds.js';
import { ratioRow, type Row } from '../measure/rows.js';
import type { Looked, Pile, Set, SetterName } from './setter-main.js';

const names: readonly SetterName[] = ['ours', 'typst', 'pdfkit'];
// Each is given about as much as it does in the same time.
const letters: Readonly<Record<SetterName, number>> = { ours: 120, typst: 120, pdfkit: 20 };

type Setters = Readonly<Record<SetterName, Contender>>;
const start = async (): Promise<Setters> =>
  Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await Contender.start({ file: sourceFile('letter/setter-main.ts'), args: [name] })] as const),
    ),
  ) as Setters;

/** Before anything is timed: every page is tagged and carries its font, ours is Typst’s to the byte, and both come out the same again. */
const checkThePages = async (setters: Setters): Promise<string> => {
  const [ours, typst, pdfkit] = await Promise.all(names.map((name) => setters[name].ask<Looked>('look', 7)));
  if (ours === undefined || typst === undefined || pdfkit === undefined) throw new Error('A setter did not answer.');
  const whole = [ours, typst, pdfkit].every(({ isTagged, hasAFont }) => isTagged && hasAFont);
  if (!whole || ours.sha256 !== typst.sha256 || !ours.sameAgain)
    throw new Error(`The setters do not make the same: ${JSON.stringify({ ours, typst, pdfkit })}`);
  return `The same letter set twice is the same to the byte: ours yes, pdfkit ${pdfkit.sameAgain ? 'yes' : 'no'}`;
};

/** A patient’s result letter to a tagged PDF with an embedded font: ours, Typst alone on the same source, and the peer. */
export const letterJob = async (rounds: Rounds): Promise<{ readonly rows: readonly Row[]; readonly note: string }> => {
  const setters = await start();
  try {
    const note = await checkThePages(setters);
    let from = 100;
    const timed = await interleaved(names, rounds, async (name) => {
      const count = letters[name];
      const { millis, cpuSeconds } = await setters[name].ask<Set>('pile', { from, letters: count } satisfies Pile);
      from += count;
      return { rate: (count / millis) * 1000, cpuPerThousand: (cpuSeconds / count) * 1000, commitsPerMessage: NaN };
    });
    const rows = [
      ratioRow('letter to PDF (tagged, embedded font)', timed, { ours: 'ours', peer: 'pdfkit', peerName: 'pdfkit', target: 5 }),
      ratioRow('letter to PDF, against Typst alone', timed, { ours: 'ours', peer: 'typst', peerName: 'Typst alone', target: 0.7 }),
    ];
    return { rows, note };
  } finally {
    for (const name of names) await setters[name].stop();
  }
};
