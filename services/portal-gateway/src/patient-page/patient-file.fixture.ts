import type { Report, ReviewDecision, ScheduledTest } from '@rms/contracts';
import { parseCivilDate, parseQuantity, type CivilDate } from '@rms/nhs';
import { starterProtocol } from '@rms/protocols/starters';
import type { DecisionCopy, FollowUpCopy, ReadingCopy, ReviewCopy } from '../copies/follow-ups.projection.js';
import type { LetterCopy } from '../copies/letters.projection.js';
import { noMissedTests } from '../copies/missed-tests.js';
import type { TaskCopy } from '../copies/others.projection.js';
import type { PatientCopy } from '../copies/patients.projection.js';
import type { ResultCopy } from '../copies/results.projection.js';
import type { PageContext } from './page-context.js';
import type { PatientFile } from './patient-file.js';

export const on = (text: string): CivilDate => parseCivilDate(text)!;
export const today = on('2026-03-04');
export const trust = 'ZT001';
export const protocol = starterProtocol('prostate-after-prostatectomy');
const stored = { trust, published: 1 };

/** A report of a laboratory: `psa('0.27', '2026-03-02')`. */
export const psa = (raw: string, sampledOn: string, more: Partial<Report> & { readonly unit?: string } = {}): Report => {
  const { unit = 'ug/L', ...rest } = more;
  const read = parseQuantity(raw);
  return {
    analyte: 'psa',
    code: 'PSA',
    laboratory: 'Northmoor laboratory',
    feed: 'feed-1',
    status: 'final',
    value: read.ok ? { kind: 'quantity', unit, raw, ...read.value } : { kind: 'not-a-number', unit, raw },
    sampledOn,
    statusAt: `${sampledOn}T16:20:00.000Z`,
    notes: [],
    receipt: 1,
    messageSha256: '0'.repeat(64),
    ...rest,
  };
};
/** A report with a coded conclusion, of the made-up imaging protocol: `scan('S4', 'right', '2026-03-02')`. */
export const scan = (code: string, side: 'left' | 'right' | 'both', doneOn: string, more: Partial<Report> = {}): Report => ({
  ...psa('', doneOn),
  analyte: 'scan',
  code: 'SCAN-C',
  codeText: 'Scan, conclusion',
  laboratory: 'Northmoor radiology',
  value: { kind: 'coded', code, system: 'EX', text: 'Words', side, raw: 'Words' },
  ...more,
});
/** A result with its reports, first to last, each told a minute after it was sent. */
export const result = (id: string, ...reports: readonly Report[]): ResultCopy => ({
  ...stored,
  _id: id,
  patient: 'allan',
  reports: reports.map((report, index) => ({ report, recordedAt: report.statusAt.replace('20:00', `2${String(index + 1)}:00`) })),
});

export const reading = (result_: string, more: Partial<ReadingCopy> = {}): ReadingCopy => ({
  result: result_,
  reading: 'under-limit',
  sentence: 'PSA 0.03 ng/mL is under the limit. Rule: PSA 0.2.',
  name: 'PSA',
  rule: 'PSA 0.2 ng/mL or more',
  source: 'A guideline',
  limit: { value: 0.2, unit: 'ng/mL', source: 'protocol' },
  sampledOn: '2026-03-02',
  shown: '0.03',
  unit: 'ng/mL',
  status: 'final',
  at: '2026-03-02T16:30:00.000Z',
  ...more,
});
export const review = (id: string, more: Partial<ReviewCopy> = {}): ReviewCopy => ({
  review: id,
  about: 'result',
  result: 'r1',
  reading: 'unconfirmed-rise',
  sentence: 'PSA 0.27 is at or above the limit.',
  seriousness: 2,
  reviewBy: '2026-03-05',
  openedAt: '2026-03-03T09:00:00.000Z',
  openedSeq: 4,
  ...more,
});
export const decided = (decision: ReviewDecision, more: Partial<DecisionCopy> = {}): DecisionCopy => ({
  review: 'v1',
  about: 'result',
  sentence: 'PSA 0.27 is at or above the limit.',
  decision,
  reason: 'Repeat first',
  person: 'ruth',
  role: 'clinical-nurse-specialist',
  at: '2026-03-03T10:00:00.000Z',
  seq: 5,
  ...more,
});
export const scheduled = (id: string, dueOn: string, more: Partial<ScheduledTest> = {}): ScheduledTest => ({
  test: id,
  kind: 'psa',
  name: 'PSA',
  label: '6 months',
  opensOn: dueOn,
  dueOn,
  overdueAfter: dueOn,
  origin: 'protocol',
  required: true,
  ...more,
});
export const byId = <T>(key: keyof T, ...all: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(all.map((one) => [String(one[key]), one]));

export const followUp = (more: Partial<FollowUpCopy> = {}): FollowUpCopy => ({
  ...stored,
  _id: 'f1',
  patient: 'allan',
  formerly: [],
  protocol: { protocol: protocol.protocol, version: 1, title: 'Prostate, after radical prostatectomy' },
  cancer: 'Prostate',
  treatment: 'Radical prostatectomy',
  anchorName: 'Date of operation',
  anchorOn: '2023-03-04',
  stream: 'self-management',
  team: 'nurses',
  limit: { value: 0.2, unit: 'ng/mL', source: 'protocol' },
  protocolLimit: { value: 0.2, unit: 'ng/mL', source: 'protocol' },
  startedAt: '2023-04-01T09:00:00.000Z',
  startedBy: 'person:ruth',
  tests: [],
  done: {},
  readings: {},
  reviews: {},
  decisions: [],
  recalls: {},
  missed: noMissedTests,
  phase: 'active',
  formerEnds: [],
  ...more,
});

export const patient = (more: Partial<PatientCopy> = {}): PatientCopy => ({
  ...stored,
  _id: 'allan',
  demographics: {
    nhsNumber: '9990004129',
    localIds: [],
    formerIds: [],
    name: { family: 'Allan', given: 'George', title: 'Mr' },
    bornOn: '1957-05-12',
    sex: 'male',
    needs: [],
  },
  family: 'ALLAN',
  practice: '',
  bornOn: '1957-05-12',
  nhsNumber: '9990004129',
  died: false,
  registered: true,
  ...more,
});

type Task = NonNullable<TaskCopy['task']>;
export const task = (more: Partial<Task> = {}, copy: Partial<TaskCopy> = {}): TaskCopy => ({
  ...stored,
  _id: more.task ?? 't1',
  formerly: [],
  open: true,
  escalations: [],
  patient: 'allan',
  task: {
    task: 't1',
    kind: 'review',
    about: 'v1',
    band: 'possible-recurrence',
    seriousness: 2,
    why: 'PSA 0.27 is at or above the limit. Rule: PSA 0.2.',
    title: 'Result to review',
    patient: 'allan',
    followUp: 'f1',
    openedAt: '2026-03-03T09:00:00.000Z',
    dueOn: '2026-03-05',
    owner: { team: 'nurses', teamName: 'Urology nurses', role: 'clinical-nurse-specialist' },
    settledBy: 'pathway',
    ...more,
  },
  ...copy,
});
type Letter = NonNullable<LetterCopy['letter']>;
export const letter = (more: Partial<Letter> = {}, copy: Partial<LetterCopy> = {}): LetterCopy => ({
  ...stored,
  _id: more.letter ?? 'l1',
  patient: 'allan',
  phase: 'owed',
  at: '2026-03-02T17:00:00.000Z',
  dueBy: more.by ?? '2026-03-09',
  outcomeUnknown: false,
  steps: [],
  owedAt: '2026-03-02T17:00:00.000Z',
  letter: {
    letter: 'l1',
    patient: 'allan',
    followUp: 'f1',
    about: 'result',
    result: 'r1',
    weight: 'reassuring',
    to: 'patient',
    by: '2026-03-09',
    says: 'PSA under the limit',
    ...more,
  },
  ...copy,
});

export const file = (more: Partial<PatientFile> = {}): PatientFile => ({
  patient: patient(),
  records: ['allan'],
  results: [],
  followUps: [],
  tasks: [],
  letters: [],
  calls: [],
  ...more,
});

const names: Readonly<Record<string, string>> = { 'person:ruth': 'Ruth Adeyemi', 'person:david': 'David Penrose' };
export const context: PageContext = {
  today,
  holidays: new Set(),
  nameOf: (actor) => names[actor] ?? 'A member of staff',
  teamName: () => 'Urology nurses',
  protocolOf: () => protocol,
  subject: 'ruth',
};
