import { describe, expect, it } from '@jest/globals';
import {
  alerting,
  letters as letterContracts,
  portalGateway,
  registration,
  results as resultContracts,
  type Contract,
} from '@rms/contracts';
import type { Copy, CopyDocument } from '@rms/read-models';
import { protocol } from '../patient-page/patient-file.fixture.js';
import { letters } from './letters.projection.js';
import {
  accesses,
  calls,
  colleagues,
  feeds,
  inForce,
  protocols,
  registrationQuarantine,
  resultsQuarantine,
  tasks,
  teams,
  type ProtocolCopy,
} from './others.projection.js';
import { patients } from './patients.projection.js';
import { results } from './results.projection.js';
import { staff } from './staff.projection.js';
import { ids, story, streams } from './story.fixture.js';
import { folded, id } from './told.fixture.js';

const told = story().all;
const through = <D extends CopyDocument>(copy: Copy<D>, stream: string, contract?: Contract) => {
  const own = told.filter((message) => message.subject === stream);
  const last = contract === undefined ? own.length : own.findIndex((message) => message.type === contract.type) + 1;
  return folded(copy, own.slice(0, last));
};

describe('the copy of a patient', () => {
  it('can be found by name as two systems spell it alike, by date of birth and by NHS number', () => {
    expect(through(patients, streams.patient, registration.patientRegistered)).toMatchObject({
      registered: true,
      family: 'OBRIEN',
      bornOn: '1957-05-12',
      nhsNumber: '9990004129',
      died: false,
    });
  });
  it('takes the newest demographics, a merge’s too', () => {
    expect(through(patients, streams.patient, registration.demographicsCorrected).family).toBe('ALLANSMITH');
    expect(through(patients, streams.patient, registration.patientAbsorbed).demographics.name.family).toBe('Allan-Smith');
  });
  it('dies on a day, and lives again without that day when it was an error', () => {
    expect(through(patients, streams.patient, registration.patientDied)).toMatchObject({ died: true, diedOn: '2026-02-21' });
    const alive = through(patients, streams.patient, registration.deathWithdrawn);
    expect(alive.died).toBe(false);
    expect(alive).not.toHaveProperty('diedOn');
  });
  it('that was retired says into whom', () => {
    expect(through(patients, streams.other)).toMatchObject({ retiredInto: ids.patient, registered: true });
  });
});

describe('the copy of a result', () => {
  it('keeps every report with when it came, newest last', () => {
    const { reports } = through(results, streams.result);
    expect(reports.map((each) => [each.report.status, each.report.value.raw])).toEqual([
      ['final', '0.11'],
      ['corrected', '0.27'],
      ['withdrawn', '0.27'],
    ]);
    expect(new Set(reports.map((each) => each.recordedAt)).size).toBe(3);
  });
  it('goes with its patient, and stays there when a later report still names the old record', () => {
    expect(through(results, streams.result, resultContracts.resultCorrected).patient).toBe(ids.other);
    expect(through(results, streams.result).patient).toBe(ids.patient);
  });
});

describe('the copy of a task', () => {
  it('is open with what it is about', () => {
    expect(through(tasks, streams.task, alerting.taskOpened)).toMatchObject({ open: true, patient: ids.other, task: { why: 'PSA 0.27' } });
  });
  it('says what it is about now, since when as before', () => {
    expect(through(tasks, streams.task, alerting.taskRestated).task).toMatchObject({
      why: 'PSA 0.28',
      title: 'Corrected result to review',
      seriousness: 1,
      dueOn: '2026-03-04',
      openedAt: '2026-03-03T09:00:00.000Z',
    });
  });
  it('goes with its patient and remembers where it was', () => {
    expect(through(tasks, streams.task, alerting.taskReassigned)).toMatchObject({ patient: ids.patient, formerly: [ids.other] });
  });
  it('is closed with its reason', () => {
    expect(through(tasks, streams.task)).toMatchObject({ open: false, closedBecause: 'reviewed', patient: ids.patient });
  });
  it('has the owner who took it or was given it, and who acts meanwhile', () => {
    expect(through(tasks, streams.task, alerting.taskTaken).task?.owner.person).toBe('ruth');
    expect(through(tasks, streams.task, alerting.taskCovered)).toMatchObject({
      task: { owner: { person: 'ruth' } },
      cover: { by: { person: 'leah' }, untilOn: '2026-03-20' },
    });
    expect(through(tasks, streams.task, alerting.taskReturned).cover).toBeUndefined();
    expect(through(tasks, streams.task, alerting.taskGiven).task?.owner).toMatchObject({ person: 'david' });
  });
  it('says who was told, and begins below with a later limit', () => {
    const escalated = through(tasks, streams.task, alerting.taskEscalated);
    expect(escalated).toMatchObject({
      task: { owner: { person: 'david' }, escalatesAt: '2026-03-09T09:00:00.000Z' },
      escalations: [{ level: 'consultant' }],
    });
    const restate = told.find((message) => message.type === alerting.taskRestated.type)!;
    const say = (dueOn: string) => tasks.evolve(escalated, { ...restate, data: { ...(restate.data as object), dueOn } });
    expect(say('2026-03-04').escalations).toHaveLength(1);
    expect(say('2026-04-01').escalations).toEqual([]);
    expect(say('2026-04-01').task).not.toHaveProperty('escalatesAt');
  });
  it('that was never opened cannot be restated', () => {
    const restated = told.filter((message) => message.type === alerting.taskRestated.type);
    expect(folded(tasks, restated)).toEqual(tasks.initial);
  });
});

describe('the copy of a letter', () => {
  it('is owed, goes with its patient, and is not to be written any more with the reason', () => {
    expect(through(letters, streams.letter, letterContracts.letterOwed)).toMatchObject({ phase: 'owed', patient: ids.other });
    expect(through(letters, streams.letter, letterContracts.letterReassigned)).toMatchObject({ phase: 'owed', patient: ids.patient });
    expect(through(letters, streams.letter)).toMatchObject({
      phase: 'cancelled',
      cancelledBecause: 'result-changed',
      patient: ids.patient,
    });
  });
  it('that is owed again is not cancelled any more', () => {
    const own = told.filter((message) => message.subject === streams.letter);
    const again = folded(letters, [...own, own[0]!]);
    expect(again).toMatchObject({ phase: 'owed', patient: ids.patient });
    expect(again).not.toHaveProperty('cancelledBecause');
  });
});

describe('the copy of a message that waits', () => {
  it.each([
    ['registration', registrationQuarantine, streams.registrationProblem, registration.registrationMessageQuarantined, 'read-again'],
    ['results', resultsQuarantine, streams.resultsProblem, resultContracts.resultsMessageQuarantined, 'set-aside'],
  ] as const)('of %s waits, and then is settled by whom and why', (_, copy, stream, contract, decision) => {
    expect(through(copy, stream, contract)).toMatchObject({ open: true, held: { rule: 'code-unknown' } });
    expect(through(copy, stream)).toMatchObject({ open: false, held: { rule: 'code-unknown' }, settled: { decision, by: 'person:ruth' } });
  });
  it('is not taken for one of the other service', () => {
    const own = told.filter((message) => message.subject === streams.resultsProblem);
    expect(folded(registrationQuarantine, own)).toEqual(registrationQuarantine.initial);
  });
});

describe('the copy of a call', () => {
  it('goes from what was said to its patient, each try and its end', () => {
    expect(through(calls, streams.call, alerting.helplineCallLogged)).toMatchObject({ open: true, call: { said: 'New pain.' } });
    expect(through(calls, streams.call)).toMatchObject({
      open: false,
      patient: ids.patient,
      formerly: [ids.other],
      tries: [{ result: 'no-answer' }],
      closed: { outcome: 'advised' },
    });
  });
});

describe('the copy of a colleague', () => {
  it('is away for a time, leaves and comes back', () => {
    expect(through(colleagues, streams.colleague, alerting.staffAway).planned).toHaveLength(1);
    expect(through(colleagues, streams.colleague, alerting.absenceBegan)).toMatchObject({ planned: [], away: { cover: 'leah' } });
    expect(through(colleagues, streams.colleague, alerting.absenceEnded)).not.toHaveProperty('away');
    expect(through(colleagues, streams.colleague, alerting.staffLeft).left).toBe(true);
    expect(through(colleagues, streams.colleague)).toEqual({ person: 'ruth', planned: [], left: false });
  });
});

describe('the copies of the region', () => {
  it('know teams, staff, senders and looks', () => {
    expect(through(teams, streams.team)).toEqual({ name: 'Urology nurses', members: ['ruth'], receives: ['reviews', 'calls'] });
    expect(through(staff, streams.staff)).toEqual({
      person: 'ruth',
      name: 'Ruth Adeyemi',
      roles: ['clinical-nurse-specialist'],
      hasDecided: true,
      trusts: ['ZT001'],
      registration: 'NMC 00A0000X',
    });
    expect(through(feeds, streams.feed).agreement).toMatchObject({ feed: id(20), name: 'Northmoor laboratory' });
    expect(through(accesses, streams.access)).toMatchObject({
      patient: ids.patient,
      page: 'the patient page',
      how: 'the worklist',
      refused: false,
      by: 'person:ruth',
      role: 'clinical-nurse-specialist',
    });
  });
  it('know what an administrator said of a colleague last', () => {
    const colleague = { person: 'leah', username: 'leah', name: 'Leah Marsh', trusts: ['ZT001'] };
    expect(through(staff, streams.added, portalGateway.staffAdded)).toEqual({ ...colleague, roles: ['support-worker'], hasDecided: false });
    expect(through(staff, streams.added, portalGateway.staffPutOutOfUse)).toMatchObject({
      roles: ['letters-clerk'],
      outOfUse: { reason: 'On leave' },
    });
    expect(through(staff, streams.added)).toEqual({ ...colleague, hasDecided: false, roles: ['letters-clerk'] });
  });
  it('know a protocol and who signed it', () => {
    expect(through(protocols, streams.protocol)).toMatchObject({ versions: [protocol], signed: [{ version: 1, by: 'David Penrose' }] });
  });
});

describe('the protocol in force', () => {
  const copy = (versions: readonly number[], signed: readonly number[]): ProtocolCopy => ({
    _id: protocol.protocol,
    trust: 'REGION',
    published: 1,
    versions: versions.map((version) => ({ ...protocol, version })),
    signed: signed.map((version) => ({ version, by: `signer of ${String(version)}`, at: '2026-03-04T09:00:00.000Z' })),
  });
  it('is the newest version that was signed, in whatever order they were', () => {
    expect(inForce(copy([1, 2, 3], [2, 1]))).toMatchObject({ protocol: { version: 2 }, by: 'signer of 2' });
  });
  it('is none while nothing has been signed', () => {
    expect(inForce(copy([1], []))).toBeUndefined();
  });
  it('is none where the signed version is not known here', () => {
    expect(inForce(copy([1], [2]))).toBeUndefined();
  });
});
