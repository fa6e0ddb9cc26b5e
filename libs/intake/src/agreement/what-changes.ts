import type { Feed } from '../feed.js';

type Code = Feed['codes'][number];
/** Words for trusts; by default their codes. */
type TrustName = (ods: string) => string;

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
const quoted = (words: readonly string[]): string => listed(words.map((word) => `“${word}”`));
const added = (before: readonly string[], after: readonly string[]): readonly string[] => after.filter((word) => !before.includes(word));

/** A code as it is written in a form and in a sentence. */
export const codeName = ({ code, system }: Code): string => (system === undefined ? code : `${code} (${system})`);
const meaning = ({ analyte, reads }: Code): string => {
  if (analyte === undefined) return 'is no test of ours and is passed over';
  return reads === 'coded' ? `means ${analyte}, read as a coded report` : `means ${analyte}`;
};

const namesChange = (before: Feed, after: Feed): readonly string[] => [
  ...(before.name === after.name ? [] : [`The feed is called “${after.name}”; until now “${before.name}”.`]),
  ...(before.sends === after.sends ? [] : [`It is described as “${after.sends}”; until now “${before.sends}”.`]),
];

const facilitiesChange = (before: Feed, after: Feed): readonly string[] => {
  const [more, fewer] = [added(before.facilities, after.facilities), added(after.facilities, before.facilities)];
  return [
    ...(more.length === 0 ? [] : [`Messages whose sending facility (MSH-4) is ${quoted(more)} are taken from now on.`]),
    ...(fewer.length === 0
      ? []
      : [
          `Messages whose sending facility (MSH-4) is ${quoted(fewer)} are no longer taken as this feed’s from now on. Where no other feed names it they are refused, and the sender is told.`,
        ]),
  ];
};

const trustsChange = (before: Feed, after: Feed, trustName: TrustName): readonly string[] => {
  const [more, fewer] = [added(before.trusts, after.trusts), added(after.trusts, before.trusts)];
  return [
    ...(more.length === 0
      ? []
      : [
          `Messages from ${after.name} are taken for ${listed(more.map(trustName))}${before.trusts.length === 0 ? '' : ' as well'} from now on.`,
        ]),
    ...(fewer.length === 0
      ? []
      : [`Messages from ${after.name} are no longer taken for ${listed(fewer.map(trustName))} from now on. What is on record stays.`]),
  ];
};

const registeringChanges = (before: Feed, after: Feed): readonly string[] => {
  if (before.mayRegister === after.mayRegister) return [];
  return after.mayRegister
    ? [`${after.name} may register patients from now on: whoever it names is a patient of the trust.`]
    : [
        `${after.name} may no longer register patients: what it says of somebody unknown is set aside until another feed registers him or her.`,
      ];
};

const readingChanges = (before: Feed, after: Feed): readonly string[] => {
  const [more, fewer] = [added(before.processingIds, after.processingIds), added(after.processingIds, before.processingIds)];
  return [
    ...(before.zone === after.zone ? [] : [`Times without an offset are read as times in ${after.zone}; until now in ${before.zone}.`]),
    ...(more.length === 0 ? [] : [`Messages with processing id (MSH-11) ${listed(more)} are taken from now on.`]),
    ...(fewer.length === 0
      ? []
      : [`Messages with processing id (MSH-11) ${listed(fewer)} are refused from now on, and the sender is told.`]),
    ...(before.strict === after.strict
      ? []
      : [
          after.strict
            ? 'Messages of a type that is not used are refused from now on, and the sender is told.'
            : 'Messages of a type that is not used are accepted from now on, and passed over.',
        ]),
  ];
};

const codesChange = (before: Feed, after: Feed): readonly string[] => {
  const known = new Map(before.codes.map((code) => [codeName(code), code]));
  const kept = new Set(after.codes.map(codeName));
  const told = after.codes.flatMap((code) => {
    const earlier = known.get(codeName(code));
    if (earlier !== undefined && meaning(earlier) === meaning(code)) return [];
    return [`Code ${codeName(code)} ${meaning(code)}${earlier === undefined ? '' : `; until now it ${meaning(earlier)}`}.`];
  });
  const gone = before.codes.map(codeName).filter((code) => !kept.has(code));
  return [...told, ...gone.map((code) => `Code ${code} is not known any more: a result under it waits for a person.`)];
};

const fromNothing = (feed: Feed): Feed => ({
  ...feed,
  facilities: [],
  trusts: [],
  mayRegister: false,
  processingIds: feed.processingIds,
  codes: [],
  strict: false,
});

/** What an agreement changes, one sentence each, against the one before; nothing where it changes nothing. */
export const whatChanges = (before: Feed | undefined, after: Feed, trustName: TrustName = (ods) => ods): readonly string[] => {
  const from = before ?? fromNothing(after);
  return [
    ...(before === undefined ? [`A feed is agreed with ${after.name}: ${after.sends}.`] : []),
    ...namesChange(from, after),
    ...facilitiesChange(from, after),
    ...trustsChange(from, after, trustName),
    ...registeringChanges(from, after),
    ...readingChanges(from, after),
    ...codesChange(from, after),
  ];
};
