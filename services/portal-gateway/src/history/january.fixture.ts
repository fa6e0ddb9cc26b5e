import { alerting, letters, pathway, registration, results } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import { asItIsStarted } from '../copies/follow-up-story.fixture.js';
import { ids, reportOf, streams, demographics, testOf } from '../copies/story.fixture.js';
import { id, Told } from '../copies/told.fixture.js';
import { personMessages, type PersonMessages } from './person-messages.js';

const his = { followUp: ids.followUp, patient: ids.patient };
const limit = { value: 0.2, unit: 'ng/mL', source: 'protocol' as const };
const team = id(9);
const report = (raw: string, status: 'final' | 'corrected' | 'withdrawn' = 'final', sampledOn = '2026-01-12') => ({
  ...reportOf(raw, status),
  sampledOn,
});
export const natureOf = (message: Message): 'observation' | 'act' =>
  /^registration\.(patient-(registered|died|retired)|demographics-corrected|death-withdrawn)|^results\.result-(recorded|corrected|retracted)|^letters\.letter-(dispatched|delivered|returned)/.test(
    message.type,
  )
    ? 'observation'
    : 'act';

/** What was published about Mr Allan round January 2026, told fact by fact. */
export class January {
  readonly told = new Told();

  say: Told['say'] = (stream, contract, data, more) => this.told.say(stream, contract, data, more);

  registered(time = '2025-12-01T09:00:00.000Z'): this {
    this.say(
      streams.patient,
      registration.patientRegistered,
      { patient: ids.patient, feed: id(20), demographics: { ...demographics, address: { lines: ['12 Mill Lane', 'Northmoor'] } } },
      { time, occurredAt: time },
    );
    this.say(
      streams.followUp,
      pathway.followUpStarted,
      {
        ...his,
        ...asItIsStarted(4),
        tests: [testOf(ids.test, '2026-01-14'), testOf(id(51), '2026-03-14')],
      },
      { time: '2025-12-02T09:00:00.000Z' },
    );
    return this;
  }

  result(time: string, raw: string, sampledOn = '2026-01-12', result = ids.result): this {
    const about = { result, patient: ids.patient, report: report(raw, 'final', sampledOn) };
    this.say(`results.result-${result}`, results.resultRecorded, about, { time, occurredOn: sampledOn });
    return this;
  }
  corrected(time: string, raw: string): this {
    const about = { result: ids.result, patient: ids.patient, report: report(raw, 'corrected') };
    this.say(streams.result, results.resultCorrected, about, { time, occurredOn: '2026-01-12' });
    return this;
  }
  takenBack(time: string, raw: string): this {
    const about = { result: ids.result, patient: ids.patient, report: report(raw, 'withdrawn') };
    this.say(streams.result, results.resultRetracted, about, { time, occurredOn: '2026-01-12' });
    return this;
  }
  read(time: string, shown: string, reading: 'under-limit' | 'unconfirmed-rise', status = 'final'): this {
    this.say(
      streams.followUp,
      pathway.resultInterpreted,
      {
        ...his,
        result: ids.result,
        analyte: 'psa',
        reading,
        sentence: `PSA ${shown}.`,
        rule: 'PSA 0.2',
        source: 'A guideline',
        limit,
        sampledOn: '2026-01-12',
        shown,
        unit: 'ng/mL',
        status,
      },
      { time },
    );
    return this;
  }
  fulfilled(time: string): this {
    this.say(
      streams.followUp,
      pathway.testFulfilled,
      { ...his, test: ids.test, result: ids.result, on: '2026-01-12' },
      { time, occurredOn: '2026-01-12' },
    );
    return this;
  }
  owesALetter(time: string): this {
    const owed = { letter: id(10), patient: ids.patient, followUp: ids.followUp, about: 'result' as const, result: ids.result };
    this.say(
      streams.letter,
      letters.letterOwed,
      { ...owed, weight: 'reassuring', to: 'patient', by: '2026-01-26', says: 'PSA under the limit' },
      { time },
    );
    return this;
  }
  /** The letter is delivered, as the carrier says on some later day. */
  delivered(at: string, time = at): this {
    this.say(
      streams.letter,
      letters.letterDelivered,
      { letter: id(10), patient: ids.patient, at, how: 'carrier' },
      { time, occurredAt: at },
    );
    return this;
  }
  reviewed(opened: string, decided: string): this {
    const review = {
      ...his,
      review: ids.review,
      about: 'result' as const,
      result: ids.result,
      seriousness: 2,
      sentence: 'PSA 0.11.',
      reviewBy: '2026-01-16',
      team,
    };
    this.say(streams.followUp, pathway.reviewOpened, review, { time: opened });
    this.say(
      streams.task,
      alerting.taskOpened,
      {
        task: ids.task,
        kind: 'review',
        about: ids.review,
        band: 'possible-recurrence',
        seriousness: 2,
        why: 'PSA',
        title: 'Result to review',
        patient: ids.patient,
        followUp: ids.followUp,
        openedAt: opened,
        dueOn: '2026-01-16',
        owner: { team, teamName: 'Urology nurses', role: 'clinical-nurse-specialist' },
        settledBy: 'pathway',
      },
      { time: opened },
    );
    this.say(
      streams.followUp,
      pathway.resultReviewed,
      {
        ...his,
        review: ids.review,
        result: ids.result,
        decision: { kind: 'continue' },
        reason: 'Well under his limit',
        reviewer: { person: 'ruth', role: 'clinical-nurse-specialist', registration: 'NMC 00A0000X' },
      },
      { time: decided },
    );
    return this;
  }
  moved(time: string, from: string): this {
    this.say(
      streams.patient,
      registration.demographicsCorrected,
      { patient: ids.patient, demographics: { ...demographics, address: { lines: ['4 Harbour Row', 'Northmoor'] } } },
      { time, occurredAt: from },
    );
    return this;
  }
  died(time: string, diedOn: string): this {
    this.say(streams.patient, registration.patientDied, { patient: ids.patient, diedOn }, { time, occurredOn: diedOn });
    return this;
  }
  ended(time: string, on: string): this {
    this.say(streams.followUp, pathway.followUpEnded, { ...his, because: 'patient-died', on }, { time, occurredOn: on });
    return this;
  }
  deathWithdrawn(time: string): this {
    this.say(streams.patient, registration.deathWithdrawn, { patient: ids.patient }, { time });
    return this;
  }
  /** A second record of the same man, with a result under it, and the merge of the two. */
  knownTwice(merged: string): this {
    this.say(
      streams.other,
      registration.patientRegistered,
      { patient: ids.other, feed: id(20), demographics },
      { time: '2025-12-03T09:00:00.000Z', occurredAt: '2025-12-03T09:00:00.000Z' },
    );
    const other = `results.result-${id(60)}`;
    this.say(
      other,
      results.resultRecorded,
      { result: id(60), patient: ids.other, report: report('0.33', 'final', '2026-01-05') },
      { time: '2026-01-06T09:00:00.000Z', occurredOn: '2026-01-05' },
    );
    this.say(streams.other, registration.patientRetired, { patient: ids.other, into: ids.patient }, { time: merged });
    this.say(other, results.resultReassigned, { result: id(60), patient: ids.patient, from: ids.other }, { time: merged });
    return this;
  }

  person(): Promise<PersonMessages> {
    const names = [...new Set(this.told.all.map((message) => message.subject))];
    const idsOf = (kind: string): readonly string[] => names.filter((name) => name.startsWith(kind)).map((name) => name.slice(-36));
    const order = [ids.patient, ids.other];
    return personMessages(
      {
        patient: ids.patient,
        records: idsOf('registration.patient').toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
        results: idsOf('results.result'),
        followUps: idsOf('pathway.follow-up'),
        tasks: idsOf('alerting.task'),
        letters: idsOf('letters.letter'),
        calls: [],
      },
      (stream) => Promise.resolve(this.told.all.filter((message) => message.subject === stream).map((message) => ({ message }))),
    );
  }
}
