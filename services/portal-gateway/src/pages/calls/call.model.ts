import type { CallCopy } from '../../copies/others.projection.js';
import { callOutcomeWords, symptomWords, tryWords, urgencyWords } from '../../patient-page/call-words.js';
import { capital, instant } from '../../words.js';

interface Row {
  readonly key: { readonly text: string };
  readonly value: { readonly text: string };
}
/** A call as its page shows it. */
export interface CallModel {
  readonly rows: readonly Row[];
  readonly open: boolean;
  readonly by: string;
  readonly tried: readonly { readonly text: string; readonly when: string; readonly by: string }[];
  readonly ended: string | undefined;
}
const row = (key: string, text: string): Row => ({ key: { text: key }, value: { text } });

type Call = NonNullable<CallCopy['call']>;

const saidRows = ({ caller, about, said, symptoms }: Call): readonly Row[] => [
  row('Who rang', caller.relation === undefined ? caller.name : `${caller.name}, ${caller.relation}`),
  row('Number', caller.phone ?? 'None given'),
  ...(about === undefined ? [] : [row('About', about)]),
  row('Said', said === '' ? 'Nothing more' : said),
  row('New symptoms', symptoms.length === 0 ? 'None told of' : symptoms.map((symptom) => symptomWords[symptom]).join('; ')),
];
const endWords = ({ closed }: CallCopy, nameOf: (actor: string) => string): string | undefined =>
  closed === undefined
    ? undefined
    : `${capital(callOutcomeWords[closed.outcome] ?? '')}. ${closed.note} ${nameOf(closed.by)}, ${instant(closed.at)}.`;

/** What was said, by when the call is returned, each try and the end. */
export const callRows = (copy: CallCopy, nameOf: (actor: string) => string): CallModel => {
  const { call, tries, open, loggedAt, loggedBy } = copy;
  if (call === undefined) return { rows: [], open: false, by: '', tried: [], ended: undefined };
  const by = instant(call.callBackBy);
  return {
    rows: [
      ...saidRows(call),
      row('How soon', `${urgencyWords[call.urgency]}, by ${by}`),
      row('Taken by', `${nameOf(loggedBy)}, ${instant(loggedAt)}`),
    ],
    open,
    by,
    tried: tries.map(({ result, note, at, by: who }) => ({
      text: `${tryWords[result] ?? ''}${note === '' ? '.' : `. ${note}`}`,
      when: instant(at),
      by: nameOf(who),
    })),
    ended: endWords(copy, nameOf),
  };
};
