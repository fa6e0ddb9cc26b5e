import { parseCivilDate, parseQuantity, showDate, type CivilDate, present } from '@rms/nhs';
import { dependsOnAge, impossibleWords, limitRuleOf, type Answers, type Protocol } from '@rms/protocols';
import { dateTyped, errorsInDate, formError, type FormError, type Values } from '../form.js';
import { answerField } from './start-form.model.js';

export interface PersonalLimit {
  readonly value: number;
  readonly unit: string;
  readonly agreedBy: string;
  readonly because: string;
  readonly untilOn?: string;
}
export interface StartAnswers {
  readonly protocol: Protocol;
  readonly anchorOn: CivilDate;
  readonly stream: string;
  readonly team: string;
  readonly personalLimit: PersonalLimit | undefined;
  /** An answer to each question of the protocol; none where it asks nothing. */
  readonly answers: Answers;
}
export interface Offered {
  readonly protocols: readonly Protocol[];
  readonly teams: readonly string[];
  readonly today: CivilDate;
  readonly bornOn: CivilDate | undefined;
}

export const streams = {
  'self-management': 'Self-management',
  'professional-led': 'Professional-led',
  'shared-care': 'Shared care with the GP',
  complex: 'Complex',
} as const;
type Wrong = { readonly errors: readonly FormError[] };
type Part<T> = { readonly value: T } | Wrong;
const wrong = (...errors: readonly FormError[]): Wrong => ({ errors });
const isWrong = <T>(part: Part<T>): part is Wrong => 'errors' in part;
const errorsOf = (...parts: readonly Part<unknown>[]): readonly FormError[] => parts.flatMap((part) => (isWrong(part) ? part.errors : []));

const protocolPart = (values: Values, { protocols }: Offered): Part<Protocol> => {
  const chosen = protocols.find((each) => each.protocol === values['protocol']);
  return chosen === undefined ? wrong(formError('protocol', 'Choose the protocol')) : { value: chosen };
};

const unanswered = (values: Values, protocol: Protocol): readonly FormError[] =>
  (protocol.questions ?? [])
    .filter(({ question, options }) => !options.some(({ answer }) => answer === values[answerField(protocol, question)]))
    .map(({ question, asks }) => formError(answerField(protocol, question), `Answer this: ${asks}`));

const noBirthDate = formError(
  'protocol',
  'The date of birth is not on record, and this protocol counts tests by age. Have it corrected first',
);
/** Why answers that are all there cannot stand; `undefined` where they can. */
const contradiction = (protocol: Protocol, answers: Answers, { bornOn }: Offered): FormError | undefined => {
  const [first] = protocol.questions ?? [];
  const impossible = impossibleWords(protocol, answers);
  if (impossible !== undefined) return formError(answerField(protocol, first?.question ?? ''), impossible);
  return bornOn === undefined && dependsOnAge(protocol, answers) ? noBirthDate : undefined;
};
const answersIn = (values: Values, protocol: Protocol): Answers =>
  Object.fromEntries((protocol.questions ?? []).map(({ question }) => [question, values[answerField(protocol, question)] ?? '']));

const answersPart = (values: Values, protocol: Protocol | undefined, offered: Offered): Part<Answers> => {
  if (protocol === undefined) return { value: {} };
  const missing = unanswered(values, protocol);
  if (missing.length > 0) return wrong(...missing);
  const answers = answersIn(values, protocol);
  const error = contradiction(protocol, answers, offered);
  return error === undefined ? { value: answers } : wrong(error);
};

const anchorPart = (values: Values, protocol: Protocol | undefined, { today, bornOn }: Offered): Part<CivilDate> => {
  const name = protocol?.anchorName ?? 'Date the tests are counted from';
  const on = parseCivilDate(dateTyped(values, 'anchor'));
  if (on === undefined) return wrong(...errorsInDate(values, 'anchor', `the ${name.toLowerCase()}`));
  if (on > today) return wrong(formError('anchor', `${name} must be today or earlier`, 'anchor-year'));
  return bornOn !== undefined && on < bornOn
    ? wrong(formError('anchor', `${name} must be after the date of birth, ${showDate(bornOn)}`, 'anchor-year'))
    : { value: on };
};

const untilPart = (values: Values, today: CivilDate): Part<string | undefined> => {
  const typed = dateTyped(values, 'until');
  if (typed === '') return { value: undefined };
  const on = parseCivilDate(typed);
  if (on === undefined) return wrong(formError('until', 'The date until which the limit holds must be a real date', 'until-day'));
  return on < today ? wrong(formError('until', 'The date until which the limit holds must be today or later', 'until-day')) : { value: on };
};

const limitPart = (typed: string): Part<number> => {
  const limit = parseQuantity(typed);
  return limit.ok && limit.value.comparator === undefined && limit.value.value > 0
    ? { value: limit.value.value }
    : wrong(formError('limit', 'Limit must be a number such as 0.4'));
};
const textPart = (typed: string, missing: FormError): Part<string> => (typed === '' ? wrong(missing) : { value: typed });

const personalPart = (values: Values, unit: string, today: CivilDate): Part<PersonalLimit> => {
  const { limit: typed = '', agreedBy: name = '', because: reason = '' } = values;
  const limit = limitPart(typed);
  const agreedBy = textPart(name, formError('agreedBy', 'Enter the consultant who agreed the limit'));
  const because = textPart(reason, formError('because', 'Enter why this patient has a limit of his or her own'));
  const until = untilPart(values, today);
  if (isWrong(limit) || isWrong(agreedBy) || isWrong(because) || isWrong(until)) return wrong(...errorsOf(limit, agreedBy, because, until));
  return {
    value: { value: limit.value, unit, agreedBy: agreedBy.value, because: because.value, ...present({ untilOn: until.value }) },
  };
};

const limitedBy = (values: Values, protocol: Protocol | undefined, today: CivilDate): Part<PersonalLimit> => {
  const rule = protocol === undefined ? undefined : limitRuleOf(protocol);
  return protocol !== undefined && rule === undefined
    ? wrong(formError('whoseLimit', `${protocol.title} reads reports and has no limit: choose the protocol’s`))
    : personalPart(values, rule?.unit ?? '', today);
};

/** The patient's own limit, or `undefined` where the protocol's is used. */
const ownLimitPart = (values: Values, protocol: Protocol | undefined, today: CivilDate): Part<PersonalLimit | undefined> => {
  switch (values['whoseLimit']) {
    case 'protocol':
      return { value: undefined };
    case 'personal':
      return limitedBy(values, protocol, today);
    default:
      return wrong(formError('whoseLimit', 'Choose which limit is used'));
  }
};

const streamPart = ({ stream = '' }: Values): Part<string> =>
  Object.hasOwn(streams, stream) ? { value: stream } : wrong(formError('stream', 'Choose the stream'));
const teamPart = ({ team = '' }: Values, { teams }: Offered): Part<string> =>
  teams.includes(team) ? { value: team } : wrong(formError('team', 'Choose the team that owns the follow-up'));

/** Reads the form that starts a follow-up. Every error says which field and how to mend it. */
export const readStart = (
  values: Values,
  offered: Offered,
): { readonly ok: true; readonly answers: StartAnswers } | { readonly ok: false; readonly errors: readonly FormError[] } => {
  const protocol = protocolPart(values, offered);
  const chosen = isWrong(protocol) ? undefined : protocol.value;
  const answered = answersPart(values, chosen, offered);
  const anchor = anchorPart(values, chosen, offered);
  const own = ownLimitPart(values, chosen, offered.today);
  const [stream, team] = [streamPart(values), teamPart(values, offered)];
  if (isWrong(protocol) || isWrong(answered) || isWrong(anchor) || isWrong(own) || isWrong(stream) || isWrong(team))
    return { ok: false, errors: errorsOf(protocol, answered, anchor, own, stream, team) };
  return {
    ok: true,
    answers: {
      protocol: protocol.value,
      anchorOn: anchor.value,
      stream: stream.value,
      team: team.value,
      personalLimit: own.value,
      answers: answered.value,
    },
  };
};
