import { beforeEach, describe, expect, it } from '@jest/globals';
import { derivedId, instantText, randomId, type Execution } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { hl7, testNhsNumber, type MessageForTest, type PatientForTest } from '@rms/hl7/testing';
import { type Arrived, type Conclusion, type Feed } from '@rms/intake';
import { NumberClaims } from '../who-is-known/number-claims.js';
import { PatientRecords } from '../who-is-known/patient-records.js';
import { ActOnAdt } from './act-on-adt.js';

const namespace = '4c7d2d5e-0000-4000-8000-000000000001';
const key = new Uint8Array(32).fill(7);
const register: Feed = {
  feed: '4c7d2d5e-0000-4000-8000-0000000000f1',
  name: 'Northmoor register',
  sends: 'Patients',
  facilities: ['NORTHMOOR-REGISTER'],
  anyFacility: false,
  trusts: ['ZT001'],
  mayRegister: true,
  zone: 'Europe/London',
  processingIds: ['T'],
  strict: false,
  codes: [],
};
const hospital: Feed = { ...register, feed: '4c7d2d5e-0000-4000-8000-0000000000f2', mayRegister: false };
const ofBoth: Feed = { ...register, feed: '4c7d2d5e-0000-4000-8000-0000000000f3', trusts: ['ZT001', 'ZT002'] };

const him: PatientForTest = { nhsNumber: testNhsNumber(1), hospitalNumber: 'N1', hospital: 'ZT001', family: 'Allan', given: 'George' };
const himAgain: PatientForTest = { ...him, nhsNumber: '', hospitalNumber: 'N2' };
const another: PatientForTest = {
  nhsNumber: testNhsNumber(2),
  hospitalNumber: 'N3',
  hospital: 'ZT001',
  family: 'Bell',
  given: 'Ian',
  bornOn: '19601111',
  postcode: 'ZZ2 2ZZ',
};

let sent = 0;
const adt = (trigger: string, patient: PatientForTest, more: { readonly at?: string; readonly to?: string } = {}): MessageForTest =>
  hl7(`ADT^${trigger}`, { at: more.at ?? '20260302100000', receivingFacility: more.to ?? 'ALLIANCE' }).patient(patient);

describe('what an ADT brings about', () => {
  let store: MemoryEventStore;
  let held: string[];
  let readAgainFor: string[];
  const log = new Map<number, Arrived>();
  let act: ActOnAdt;
  beforeEach(() => {
    const clock = { now: () => Date.parse('2026-03-02T10:00:05.000Z') };
    store = new MemoryEventStore(clock);
    held = [];
    readAgainFor = [];
    const execution: Execution = { store, now: () => instantText(clock.now()) };
    act = new ActOnAdt({
      execution,
      key,
      log: { message: (receipt) => Promise.resolve(log.get(receipt)) },
      records: new PatientRecords(store, new NumberClaims(execution, key, randomId)),
      feedOf: (id) => [register, hospital, ofBoth].find(({ feed }) => feed === id),
      quarantine: (_message, { rule, trust }): Promise<Conclusion> => {
        held.push(`${rule} at ${trust}`);
        return Promise.resolve({ outcome: 'quarantined', rule });
      },
      wasReadAgainFor: (_message, rules) => Promise.resolve(rules.some((rule) => readAgainFor.includes(rule))),
    });
  });

  const arrived = (message: MessageForTest, feed: Feed = register): Arrived => {
    sent += 1;
    return {
      receipt: sent,
      id: derivedId(namespace, String(sent)),
      sha256: String(sent),
      receivedAt: '2026-03-10T10:00:05.000Z',
      feed: feed.feed,
      sender: 'NORTHMOOR-REGISTER',
      trust: 'ZT001',
      controlId: String(sent),
      type: 'ADT',
      route: 'registration',
      acknowledged: 'AA',
      bytes: message.bytes(),
    };
  };
  const comesTo = async (message: MessageForTest, feed?: Feed): Promise<string> => {
    const { outcome, rule } = await act.handle(arrived(message, feed));
    return rule === undefined ? outcome : `${outcome}: ${rule}`;
  };
  const facts = async (): Promise<readonly string[]> => {
    const all = await store.readAll(0, 1000);
    return all.filter(({ stream }) => stream.startsWith('registration.patient-')).map(({ type }) => type);
  };

  it('registers somebody whom nobody knows', async () => {
    expect(await comesTo(adt('A28', him))).toBe('applied');
    expect(await facts()).toEqual(['PatientRegistered']);
  });

  it('corrects somebody who is known, by any of his numbers', async () => {
    await comesTo(adt('A28', him));
    expect(await comesTo(adt('A31', { ...him, nhsNumber: '', postcode: 'ZZ9 9ZZ' }, { at: '20260303100000' }), hospital)).toBe('applied');
    expect(await facts()).toEqual(['PatientRegistered', 'DemographicsCorrected']);
  });

  it('knows of nobody whom its feed may not register', async () => {
    expect(await comesTo(adt('A28', him), hospital)).toBe('ignored: not-ours');
    expect(await comesTo(adt('A08', him))).toBe('ignored: not-ours');
    expect(await facts()).toEqual([]);
  });

  it('says when it knew better already', async () => {
    await comesTo(adt('A28', him, { at: '20260303100000' }));
    expect(await comesTo(adt('A31', him, { at: '20260301100000' }))).toBe('superseded: newer-known');
  });

  it('leaves a message of an unused type alone', async () => expect(await comesTo(adt('A01', him))).toBe('ignored: type-not-used'));

  it('holds a second message about him under one control id, and reads it when a person asks', async () => {
    await comesTo(adt('A28', him));
    const [first, other] = [
      arrived(adt('A31', { ...him, postcode: 'ZZ8 8ZZ' }, { at: '20260303100000' })),
      arrived(adt('A31', { ...him, postcode: 'ZZ7 7ZZ' }, { at: '20260303110000' })),
    ];
    log.set(first.receipt, first);
    await act.handle(first);
    expect(await act.handle({ ...other, conflictsWith: first.receipt })).toMatchObject({ rule: 'control-id-conflict' });
    expect(await act.handle({ ...other, conflictsWith: first.receipt }, 'person:kit')).toEqual({ outcome: 'applied' });
  });

  it('does not join two records that are not like one another', async () => {
    await comesTo(adt('A28', him));
    await comesTo(adt('A28', another));
    expect(await comesTo(adt('A40', him).segment('MRG', 'N3^^^ZT001^MR'))).toBe('quarantined: identity-conflict');
    expect(await facts()).toEqual(['PatientRegistered', 'PatientRegistered']);
  });

  it('takes nobody for dead because it is not known, and asks about a death that is still to come', async () => {
    await comesTo(adt('A28', him));
    await comesTo(adt('A31', { ...him, died: 'U' as 'Y' }, { at: '20260303100000' }));
    expect(await facts()).not.toContain('PatientDied');
    const tomorrow = adt('A31', him)
      .text()
      .replace(/^PID.*$/m, (pid) => `${pid}||||||||||||||||||20991231|Y`);
    expect((await act.handle({ ...arrived(adt('A31', him)), bytes: Buffer.from(tomorrow) })).rule).toBe('death-in-the-future');
  });

  it.each<readonly [string, MessageForTest, string]>([
    [
      'a number that is somebody else’s by name, birth date and postcode',
      adt('A31', { ...another, nhsNumber: him.nhsNumber ?? '', hospitalNumber: '' }),
      'identity-conflict at ZT001',
    ],
    ['numbers of two patients', adt('A31', { ...him, hospitalNumber: 'N3' }), 'identifiers-of-two-patients at ZT001'],
    ['no number at all', adt('A28', { ...him, nhsNumber: '', hospitalNumber: '' }), 'no-usable-identifier at ZT001'],
    ['a date of birth that is none', adt('A28', { ...him, bornOn: '19571399' }), 'birth-date-unreadable at ZT001'],
    ['no family name', adt('A28', { ...himAgain, family: '' }), 'name-missing at ZT001'],
    ['no date of birth', adt('A28', { ...himAgain, hospitalNumber: 'N9', bornOn: '' }), 'birth-date-missing at ZT001'],
    ['no PID', hl7('ADT^A28').segment('EVN', 'A28'), 'unreadable at ZT001'],
  ])('holds for a person a message with %s', async (_what, message, rule) => {
    await comesTo(adt('A28', him));
    await comesTo(adt('A28', another));
    expect(await comesTo(message)).toMatch(/^quarantined/);
    expect(held).toEqual([rule]);
    expect(await facts()).toEqual(['PatientRegistered', 'PatientRegistered']);
  });

  it('registers at the trust that the message is addressed to where its feed serves two, and asks where it does not say', async () => {
    expect(await comesTo(adt('A28', him, { to: 'ZT002' }), ofBoth)).toBe('applied');
    expect(await comesTo(adt('A28', another), ofBoth)).toBe('quarantined: which-trust');
    const [first] = await store.readAll(0, 1);
    expect(first?.metadata['trust']).toBe('ZT002');
  });

  const merge = (): MessageForTest => adt('A40', him, { at: '20260304100000' }).segment('MRG', 'N2^^^ZT001^MR');

  it('joins two records into the one that goes on', async () => {
    await comesTo(adt('A28', him));
    await comesTo(adt('A28', himAgain));
    expect(await comesTo(merge())).toBe('applied');
    expect(await facts()).toContain('PatientRetired');
  });

  it('does not join the living and the dead until a person has looked, or the message says that he died', async () => {
    await comesTo(adt('A28', him));
    await comesTo(adt('A28', { ...himAgain, died: 'Y' }));
    const asks = arrived(merge());
    expect(await act.handle(asks)).toMatchObject({ rule: 'one-of-two-died' });
    expect(await facts()).not.toContain('PatientRetired');
    expect(await act.handle(asks, 'person:kit')).toMatchObject({ rule: 'one-of-two-died' });
    readAgainFor.push('one-of-two-died');
    expect(await act.handle(asks, 'person:kit')).toEqual({ outcome: 'applied' });
  });

  it.each(['A08', 'A31', 'A28'])(
    'does not bring the dead back by the habitual N of another sender’s %s until a person has found out',
    async (trigger) => {
      await comesTo(adt('A28', { ...him, died: 'Y' }));
      const moved = { ...him, postcode: 'ZZ9 9ZZ', died: 'N' } as const;
      const habit = arrived(adt(trigger, moved, { at: '20260303100000' }), hospital);
      expect(await act.handle(habit)).toMatchObject({ rule: 'death-contradicted' });
      expect(await facts()).toEqual(['PatientRegistered', 'PatientDied']);
      // Somebody had it read again for another reason, and has not been asked about the death.
      expect(await act.handle(habit, 'person:kit')).toMatchObject({ rule: 'death-contradicted' });
      readAgainFor.push('death-contradicted');
      expect(await act.handle(habit, 'person:kit')).toEqual({ outcome: 'applied' });
      expect((await facts()).slice(2)).toEqual(['DemographicsCorrected', 'DeathWithdrawn']);
      // An echo of the error by the sender that reported it ends nothing either.
      expect(await comesTo(adt('A31', { ...him, died: 'Y' }, { at: '20260304100000' }))).toBe('quarantined: death-contradicted');
    },
  );

  it('takes the word of the sender that reported a death that it was an error', async () => {
    await comesTo(adt('A28', { ...him, died: 'Y' }));
    expect(await comesTo(adt('A31', { ...him, died: 'N' }, { at: '20260303100000' }))).toBe('applied');
    expect(await facts()).toContain('DeathWithdrawn');
  });

  it('does not bring the dead back by a merge of two records that both say that he died', async () => {
    await comesTo(adt('A28', { ...him, died: 'Y' }));
    await comesTo(adt('A28', { ...himAgain, died: 'Y' }));
    const says = adt('A40', { ...him, died: 'N' }, { at: '20260304100000' }).segment('MRG', 'N2^^^ZT001^MR');
    expect(await comesTo(says, hospital)).toBe('quarantined: death-contradicted');
    expect(await facts()).not.toContain('PatientRetired');
  });

  it('joins the living and the dead where the message says that he died, and asks where it says that he is alive', async () => {
    await comesTo(adt('A28', him));
    await comesTo(adt('A28', { ...himAgain, died: 'Y' }));
    const saying = (died: 'Y' | 'N'): MessageForTest =>
      adt('A40', { ...him, died }, { at: '20260304100000' }).segment('MRG', 'N2^^^ZT001^MR');
    expect(await comesTo(saying('N'))).toBe('quarantined: one-of-two-died');
    expect(await comesTo(saying('Y'))).toBe('applied');
  });

  it('joins nobody to somebody else', async () => {
    await comesTo(adt('A28', another));
    await comesTo(adt('A28', himAgain));
    const wrong = adt('A40', { ...him, nhsNumber: another.nhsNumber ?? '', hospitalNumber: '' }).segment('MRG', 'N2^^^ZT001^MR');
    expect(await comesTo(wrong)).toBe('quarantined: identity-conflict');
  });

  it('comes to the same, and does nothing more, when the process ended before its outcome was written', async () => {
    for (const message of [adt('A28', him), adt('A28', himAgain), adt('A31', him, { at: '20260303100000' }), merge()]) {
      const once = arrived(message);
      expect(await act.handle(once)).toEqual({ outcome: 'applied' });
      const before = await facts();
      expect([message.text(), await act.handle(once)]).toEqual([message.text(), { outcome: 'applied' }]);
      expect(await facts()).toEqual(before);
    }
  });

  it('finishes a merge that was cut short between its two records', async () => {
    await comesTo(adt('A28', him));
    await comesTo(adt('A28', himAgain));
    const once = arrived(merge());
    const append = store.append.bind(store);
    store.append = (stream, expected, events) =>
      events.some(({ type }) => type.startsWith('Demographics')) ? Promise.reject(new Error('gone')) : append(stream, expected, events);
    await expect(act.handle(once)).rejects.toThrow('gone');
    store.append = append;
    expect(await facts()).toEqual(['PatientRegistered', 'PatientRegistered', 'PatientRetired']);
    expect(await act.handle(once)).toEqual({ outcome: 'applied' });
    expect(await facts()).toEqual(['PatientRegistered', 'PatientRegistered', 'PatientRetired', 'DemographicsCorrected']);
  });
});
