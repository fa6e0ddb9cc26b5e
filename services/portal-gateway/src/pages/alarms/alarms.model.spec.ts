import { describe, expect, it } from '@jest/globals';
import { nobodyDecidesAlarm, watchAlarms, type WatchSeen } from './alarms.model.js';

const seen: WatchSeen = {
  last: { at: '2026-03-04T09:00:00.000Z', exceptions: 0 },
  own: 0,
  certifiedOn: '2026-03-03',
  systemNow: '2026-03-04T09:30:00.000Z',
  since: '2026-03-04T06:00:00.000Z',
  mayOpen: true,
};

describe('what everybody sees of the watch', () => {
  it('is that all is well, with the newest certificate, while it looks and finds nobody', () => {
    expect(watchAlarms(seen)).toEqual([
      { tag: '0 lost', colour: 'green', says: 'Everybody looked after at 09:00', href: '/certificates/2026-03-03' },
    ]);
  });
  it('is its own silence after two hours, by the clock that nobody moves, and never that all is well', () => {
    expect(watchAlarms({ ...seen, systemNow: '2026-03-04T11:00:00.000Z' })).toMatchObject([{ tag: '0 lost' }]);
    expect(watchAlarms({ ...seen, systemNow: '2026-03-04T11:00:00.001Z' })).toEqual([
      { tag: 'Alarm', colour: 'red', says: 'The last look for lost patients finished 2 hours ago. The service desk must be told.' },
    ]);
  });
  it('is that the clock went back, where the last look is still to come: nothing that depends on the date is done', () => {
    expect(watchAlarms({ ...seen, systemNow: '2026-03-04T08:50:00.000Z' })).toMatchObject([{ tag: '0 lost' }]);
    const [alarm, ...others] = watchAlarms({ ...seen, systemNow: '2026-03-03T09:00:00.000Z' });
    expect([alarm?.colour, others]).toEqual(['red', []]);
    expect(alarm?.says).toMatch(/clock has gone back: the last look for lost patients is of 4 March 2026, 09:00, which is still to come/);
  });
  it('is silence too where nobody ever looked, once there was time for it', () => {
    expect(watchAlarms({ ...seen, last: undefined, since: '2026-03-04T09:29:00.000Z' })).toEqual([]);
    expect(watchAlarms({ ...seen, last: undefined })).toMatchObject([
      { says: 'Nobody has looked for 3 hours whether a patient is lost. The service desk must be told.' },
    ]);
  });
  it('is who was found: of this trust with the way to them, elsewhere as a number', () => {
    const found = { ...seen, last: { at: '2026-03-04T09:00:00.000Z', exceptions: 2 } };
    expect(watchAlarms({ ...found, own: 1 })).toEqual([
      {
        tag: 'Alarm',
        colour: 'red',
        says: 'The sweep of 09:00 found 2 follow-ups that nothing holds, 1 of this trust',
        href: '/worklist?whose=trust&kind=exception',
      },
    ]);
    expect(watchAlarms(found)[0]).toMatchObject({
      says: expect.stringContaining('none of this trust') as unknown,
      href: '/certificates/2026-03-03',
    });
  });
  it('is both at once', () => {
    const both = watchAlarms({ ...seen, last: { at: '2026-03-04T09:00:00.000Z', exceptions: 1 }, systemNow: '2026-03-04T12:00:00.000Z' });
    expect(both.map(({ colour }) => colour)).toEqual(['red', 'red']);
  });
  it('has no way for whoever may not open a certificate, and the list where there is none yet', () => {
    expect(watchAlarms({ ...seen, mayOpen: false })[0]?.href).toBeUndefined();
    expect(watchAlarms({ ...seen, certifiedOn: undefined })[0]?.href).toBe('/certificates');
  });
});

describe('that nobody may decide', () => {
  it('is an alarm for everybody, with the way to mend it for who may', () => {
    expect(nobodyDecidesAlarm(false, true)).toEqual([]);
    expect(nobodyDecidesAlarm(true, false)).toMatchObject([
      { colour: 'red', says: expect.stringMatching(/Nobody.*may decide/) as unknown },
    ]);
    expect(nobodyDecidesAlarm(true, true)[0]?.href).toBe('/administration/users');
  });
});
