import type { CivilDate, Holidays } from '@rms/nhs';
import { doublingTime, type Protocol } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import { capital, civil, counted, date, findingIn, identityOf, possessive, type Identity } from '../words.js';
import { testsToCome } from '../worklist/follow-up-states.view.js';
import { bannerOf } from '../worklist/work-items.view.js';
import type { PatientFile } from './patient-file.js';
import { resultChart } from './result-chart.js';
import { resultRows, type ResultRow } from './result-rows.js';
import { endWords, timelineOf, type TimelineEntry } from './timeline.js';

export interface PageContext {
  readonly today: CivilDate;
  readonly holidays: Holidays;
  readonly nameOf: (actor: string) => string;
  readonly teamName: (team: string) => string;
  readonly protocolOf: (protocol: string, version: number) => Protocol | undefined;
  readonly subject: string;
}

export interface TestRow {
  readonly label: string;
  readonly due: string;
  readonly overdueAfter: string;
  readonly done: string | undefined;
  readonly state: 'next' | 'to-come' | 'overdue' | 'done' | 'missed' | 'before-start';
}
export interface FollowUpModel {
  readonly followUp: string;
  readonly seen: number;
  readonly ended: string | undefined;
  readonly title: string;
  readonly lede: string;
  readonly undoable: boolean;
  readonly finding: string;
  readonly analyte: string;
  readonly rows: readonly ResultRow[];
  readonly unit: string;
  readonly limitWords: string;
  readonly chart: { readonly wide: string; readonly narrow: string };
  readonly doubling: string;
  readonly tests: { readonly toCome: readonly TestRow[]; readonly other: readonly TestRow[]; readonly sum: string };
  readonly next: {
    readonly tasks: readonly {
      readonly title: string;
      readonly why: string;
      readonly by: string;
      readonly late: boolean;
      readonly owner: string;
      readonly href: string;
      readonly act: string;
    }[];
    readonly waiting: number;
    readonly test: { readonly name: string; readonly due: string; readonly window: string; readonly overdue: boolean } | undefined;
    readonly recall: string | undefined;
  };
  readonly anchor: string;
}
export interface PatientPageModel {
  readonly identity: Identity;
  readonly followUps: readonly FollowUpModel[];
  readonly letters: readonly {
    readonly about: string;
    readonly to: string;
    readonly state: string;
    readonly colour: string;
    readonly note: string;
  }[];
  readonly contacts: readonly { readonly key: string; readonly value: string }[];
  readonly timeline: readonly TimelineEntry[];
  readonly timelineTotal: number;
  readonly messages: readonly { readonly why: string; readonly href: string }[];
}

const findings: Readonly<Record<string, (whose: string) => string>> = {
  'under-limit': (whose) => `PSA is under ${whose} limit`,
  'unconfirmed-rise': (whose) => `PSA has reached ${whose} limit, not yet confirmed`,
  'biochemical-recurrence-suspected': (whose) => `PSA is at or over ${whose} limit for the second time`,
  'cannot-be-interpreted': () => 'The last PSA cannot be interpreted',
  'shown-only': () => 'The last PSA is preliminary',
};

const findingOf = (rows: readonly ResultRow[], followUp: FollowUpCopy, whose: string): string => {
  const latest = rows.at(-1);
  const reading = latest === undefined ? undefined : followUp.readings[latest.result]?.reading;
  if (latest === undefined) return 'No PSA result yet';
  const words = reading === undefined ? 'The last PSA has not been read' : (findings[reading]?.(whose) ?? '');
  const [previous, last] = rows.filter((row) => row.plotted !== undefined && !row.censored).slice(-2);
  const rising = reading !== 'under-limit' && previous !== undefined && last !== undefined && (last.plotted ?? 0) > (previous.plotted ?? 0);
  return rising && reading?.startsWith('bio') === true ? `${words} and rising` : words;
};

const doublingWords = (rows: readonly ResultRow[], protocol: Protocol | undefined): string => {
  if (protocol?.doublingTime === undefined) return '';
  const values = rows
    .filter((row) => row.plotted !== undefined && row.status !== 'preliminary')
    .map((row) => ({ on: row.sampledOn, value: row.plotted ?? 0, censored: row.censored }));
  const doubled = doublingTime(values, protocol.doublingTime);
  if (!doubled.calculable) return `Doubling time is not calculable: ${doubled.why}.`;
  const range =
    doubled.high === undefined ? `${doubled.low.toFixed(1)} or more` : `${doubled.low.toFixed(1)} to ${doubled.high.toFixed(1)}`;
  return `Doubling time ${doubled.months.toFixed(1)} months (95% interval ${range}), from ${String(doubled.values)} results over ${String(doubled.days)} days.${doubled.values < 4 ? ' Only 3 values: treat as a guide.' : ''}`;
};

const testRows = (followUp: FollowUpCopy, today: CivilDate): FollowUpModel['tests'] => {
  const open = testsToCome(followUp);
  const stateOf = (test: FollowUpCopy['tests'][number]): TestRow['state'] => {
    if (followUp.done[test.test] !== undefined) return 'done';
    if (!test.required) return 'before-start';
    if (!open.includes(test)) return 'missed';
    return test.overdueAfter < today ? 'overdue' : test === open[0] ? 'next' : 'to-come';
  };
  const rows = [...followUp.tests]
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .map((test): TestRow => {
      const done = followUp.done[test.test];
      return {
        label: `${test.name}, ${test.label}`,
        due: date(test.dueOn),
        overdueAfter: date(test.overdueAfter),
        done: done === undefined ? undefined : date(done.on),
        state: stateOf(test),
      };
    });
  const count = (...states: TestRow['state'][]): number => rows.filter((row) => states.includes(row.state)).length;
  const sum = `${counted(rows.length, 'test')}: ${String(count('overdue'))} overdue, ${String(count('next', 'to-come'))} to come, ${String(count('done'))} done, ${String(count('before-start', 'missed'))} from before follow-up or missed.`;
  return {
    toCome: rows.filter((row) => ['next', 'to-come', 'overdue'].includes(row.state)),
    other: rows.filter((row) => ['done', 'missed', 'before-start'].includes(row.state)),
    sum,
  };
};

const nextOf = (file: PatientFile, followUp: FollowUpCopy, context: PageContext): FollowUpModel['next'] => {
  const tasks = file.tasks
    .filter((copy) => copy.open && copy.task?.followUp === followUp._id)
    .flatMap(({ task }) =>
      task === undefined
        ? []
        : [
            {
              title: task.title,
              why: findingIn(task.why),
              by: date(task.dueOn),
              late: task.dueOn < context.today,
              owner:
                task.owner.person === context.subject
                  ? `You, ${task.owner.teamName}`
                  : task.owner.person === undefined
                    ? task.owner.teamName
                    : `${context.nameOf(`person:${task.owner.person}`)}, ${task.owner.teamName}`,
              href:
                task.kind === 'review'
                  ? `/follow-ups/${followUp._id}/reviews/${task.about}`
                  : `/follow-ups/${followUp._id}/recalls/${task.about}`,
              act: task.kind === 'review' ? 'Review result' : 'Record clinic',
            },
          ],
    );
  const [test] = testsToCome(followUp);
  const [recall] = Object.values(followUp.recalls);
  const reviews = Object.keys(followUp.reviews).length;
  return {
    tasks,
    waiting: Math.max(0, reviews - tasks.filter((task) => task.act === 'Review result').length),
    test:
      test === undefined
        ? undefined
        : {
            name: `${test.name}, ${test.label.toLowerCase()}`,
            due: date(test.dueOn),
            window: `${date(test.opensOn)} to ${date(test.overdueAfter)}`,
            overdue: test.overdueAfter < context.today,
          },
    recall:
      recall === undefined ? undefined : recall.booked ? `Clinic on ${date(recall.on)}` : `Clinic by ${date(recall.on)}, not booked yet`,
  };
};

const describe = (rows: readonly ResultRow[], followUp: FollowUpCopy): string =>
  `${counted(rows.length, 'PSA result')} after ${followUp.treatment.toLowerCase()} on ${date(followUp.anchorOn)}: ${rows.map((row) => `${row.shown} on ${row.taken}`).join(', ') || 'none'}. Limit ${followUp.limit.value.toFixed(2)} ${followUp.limit.unit}. The same results are in the table.`;

const followUpModel = (file: PatientFile, followUp: FollowUpCopy, context: PageContext): FollowUpModel => {
  const protocol = context.protocolOf(followUp.protocol.protocol, followUp.protocol.version);
  const whose = possessive(file.patient.demographics.sex);
  const rows = resultRows(file.results, followUp, protocol);
  const finding = findingOf(rows, followUp, whose);
  const order = {
    rows,
    limit: followUp.limit.value,
    unit: followUp.limit.unit,
    to: context.today,
    title: finding,
    description: describe(rows, followUp),
  };
  const on = civil(followUp.anchorOn) ?? context.today;
  const limit = followUp.limit.value.toFixed(2);
  return {
    followUp: followUp._id,
    seen: followUp.published,
    ended: followUp.phase === 'ended' ? (endWords[followUp.endedBecause ?? ''] ?? 'ended') : undefined,
    title: `${followUp.cancer} follow-up`,
    lede: `${capital(followUp.stream.replace('-', ' '))} since ${date(followUp.startedAt.slice(0, 10))}, after ${followUp.treatment.toLowerCase()} on ${date(followUp.anchorOn)}. ${context.teamName(followUp.team)}. Protocol: ${followUp.protocol.title.toLowerCase()}, version ${String(followUp.protocol.version)}, fixed for ${file.patient.demographics.sex === 'male' ? 'him' : file.patient.demographics.sex === 'female' ? 'her' : 'this patient'}.`,
    undoable: followUp.phase === 'active' && followUp.decisions.length === 0,
    finding,
    analyte: 'PSA',
    rows,
    unit: followUp.limit.unit,
    anchor: date(followUp.anchorOn),
    limitWords:
      followUp.limit.source === 'personal'
        ? `${capital(whose)} own limit is ${limit} ${followUp.limit.unit}, agreed by ${followUp.limit.agreedBy ?? 'nobody named'}${followUp.limit.untilOn === undefined ? '' : `, until ${date(followUp.limit.untilOn)}`}: ${followUp.limit.because ?? ''}. The protocol’s is ${followUp.protocolLimit.value.toFixed(2)}.`
        : `${capital(whose)} limit is the protocol’s: ${limit} ${followUp.limit.unit}.`,
    chart: {
      wide: resultChart({
        ...order,
        id: `wide-${followUp._id}`,
        width: 700,
        limitText: `${capital(whose)} limit ${limit}`,
        treatment: { on, text: followUp.treatment },
      }),
      narrow: resultChart({
        ...order,
        id: `narrow-${followUp._id}`,
        width: 358,
        limitText: `Limit ${limit}`,
        treatment: { on, text: followUp.treatment.replace('Radical p', 'P') },
      }),
    },
    doubling: doublingWords(rows, protocol),
    tests: testRows(followUp, context.today),
    next: nextOf(file, followUp, context),
  };
};

const letterRows = (file: PatientFile, today: CivilDate): PatientPageModel['letters'] =>
  file.letters.flatMap(({ letter, owed, cancelledBecause }) =>
    letter === undefined
      ? []
      : [
          {
            about: letter.says,
            to: letter.to.map((to) => (to === 'gp' ? 'GP' : 'patient')).join(' and '),
            state: owed ? (letter.by < today ? 'Owed, late' : 'Owed') : 'Not to be written',
            colour: owed ? (letter.by < today ? 'red' : 'orange') : 'grey',
            note: owed ? `To be written by ${date(letter.by)}` : (cancelWords[cancelledBecause ?? ''] ?? ''),
          },
        ],
  );
const cancelWords: Readonly<Record<string, string>> = {
  'result-changed': 'The result reads otherwise now',
  'result-taken-back': 'The result was taken back',
  'patient-died': 'The patient died',
  'start-undone': 'The follow-up had been started in error',
  'another-patient': 'It is about somebody else',
};

const contactRows = ({ patient }: PatientFile): PatientPageModel['contacts'] => {
  const { address, phone, gpPractice, needs } = patient.demographics;
  const practice = [gpPractice?.name, gpPractice?.ods].filter((part) => part !== undefined).join(', ');
  return [
    { key: 'Phone', value: phone ?? 'None known' },
    {
      key: 'Address',
      value: address === undefined ? 'None known' : [...address.lines, address.postcode].filter((part) => part !== undefined).join(', '),
    },
    { key: 'GP practice', value: practice === '' ? 'None known' : practice },
    { key: 'Needs', value: needs.length === 0 ? 'None recorded' : needs.map((need) => need.says).join('; ') },
  ];
};

const timelineShown = 12;

/** Everything the page about a patient says, from his file and the day. Pure. */
export const patientPageOf = (file: PatientFile, context: PageContext): PatientPageModel => {
  const timeline = timelineOf(file, context.nameOf);
  const active = [...file.followUps].sort((a, b) =>
    a.phase === b.phase ? (a.startedAt < b.startedAt ? 1 : -1) : a.phase === 'active' ? -1 : 1,
  );
  return {
    identity: identityOf(bannerOf(file.patient), context.today),
    followUps: active.map((followUp) => followUpModel(file, followUp, context)),
    letters: letterRows(file, context.today),
    contacts: contactRows(file),
    timeline: timeline.slice(0, timelineShown),
    timelineTotal: timeline.length,
    messages: file.tasks
      .filter((copy) => copy.open && copy.task?.kind === 'quarantine')
      .flatMap(({ task }) => (task === undefined ? [] : [{ why: task.why, href: `/messages/${task.settledBy}/${task.about}` }])),
  };
};
