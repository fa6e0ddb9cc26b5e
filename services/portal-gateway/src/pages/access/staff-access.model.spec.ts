import { describe, expect, it } from '@jest/globals';
import type { StaffCopy } from '../../copies/staff.projection.js';
import { lookRow, staffFound, staffRow } from './staff-access.model.js';

const member = (name: string, more: Partial<StaffCopy> = {}): StaffCopy => ({
  _id: name,
  trust: 'REGION',
  published: 1,
  person: name,
  name,
  roles: ['clinical-nurse-specialist'],
  trusts: ['ZT001'],
  hasDecided: true,
  ...more,
});
const all = [member('Ruth Adeyemi'), member('Anwen Rees', { trusts: ['ZT002'] }), member('Owen O’Neill')];
const found = (typed: string) => staffFound(all, typed).map(({ name }) => name);

describe('finding a member of staff', () => {
  it('is by the beginning of each word typed, in any order', () => {
    expect(found('ade')).toEqual(['Ruth Adeyemi']);
    expect(found('adeyemi ruth')).toEqual(['Ruth Adeyemi']);
    expect(found('RE an')).toEqual(['Anwen Rees']);
    expect(found('oneill')).toEqual(['Owen O’Neill']);
    expect(found('ruth rees')).toEqual([]);
  });
  it('is everybody where nothing was typed, by name', () => expect(found(' ')).toEqual(['Anwen Rees', 'Owen O’Neill', 'Ruth Adeyemi']));
  it('says who is of another trust', () =>
    expect(staffRow(member('Anwen Rees', { trusts: ['ZT002'], registration: 'NMC 00A0002X' }), 3, 'ZT001')).toEqual({
      person: 'Anwen Rees',
      name: 'Anwen Rees',
      roles: 'Clinical nurse specialist',
      registration: 'NMC 00A0002X',
      looks: 3,
      elsewhere: true,
    }));
});

describe('one look', () => {
  const look = {
    _id: 'a1',
    trust: 'ZT001',
    published: 1,
    patient: 'p1',
    page: 'the patient page',
    how: 'the worklist',
    refused: true,
    by: 'person:anwen',
    role: 'clinical-nurse-specialist',
    at: '2026-03-04T09:14:07.000Z',
  };
  it('keeps that it was refused, also at a patient whose name is not known here', () =>
    expect(lookRow(look, undefined)).toEqual({
      at: '4 March 2026, 09:14:07',
      patient: 'p1',
      name: 'A patient who is not known here',
      page: 'the patient page',
      how: 'the worklist',
      refused: true,
    }));
});
