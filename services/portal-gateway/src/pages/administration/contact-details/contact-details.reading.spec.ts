import { describe, expect, it } from '@jest/globals';
import { blankDetails, detailValues, readDetails, whatDiffers } from './contact-details.reading.js';

const details = {
  trustName: 'Northmoor Hospitals',
  department: 'Cancer follow-up team',
  lines: ['Harbour Road', 'Northmoor'],
  postcode: 'ZZ1 1AA',
  phone: '01632 960123',
  hours: 'Monday to Friday, 9am to 5pm',
  email: 'follow-up@northmoor.example',
  signedBy: 'Ruth Adeyemi',
  signedAs: 'Clinical nurse specialist',
};
const typed = detailValues(details);
const fieldsOf = (values: Readonly<Record<string, string>>): readonly string[] => readDetails(values).errors.map(({ field }) => field);

describe('the form of contact details', () => {
  it('gives back what was filled in from them', () => {
    expect(readDetails(typed)).toEqual({ details, errors: [] });
  });
  it('takes an address as it is typed: empty lines are none, a postcode in small letters is one', () => {
    const read = readDetails({ ...typed, lines: ' Harbour Road \r\n\r\nNorthmoor\r\n', postcode: 'zz1  1aa' });
    expect(read).toEqual({ details, errors: [] });
  });
  it('names every field that is missing', () => {
    expect(fieldsOf(blankDetails('ZT003'))).toEqual(['department', 'lines', 'postcode', 'phone', 'hours', 'email', 'signedBy', 'signedAs']);
  });
  it.each([
    ['postcode', 'ZZ1'],
    ['phone', 'ask at the desk'],
    ['email', 'follow-up'],
    ['lines', '1\n2\n3\n4\n5\n6\n7'],
    ['lines', 'x'.repeat(201)],
    ['hours', 'x'.repeat(201)],
  ])('refuses %s that nobody could use: %p', (field, value) => expect(fieldsOf({ ...typed, [field]: value })).toEqual([field]));
});

describe('what will differ on letters', () => {
  it('is what is printed otherwise than until now, and nothing else', () => {
    expect(whatDiffers(details, { ...details, phone: '01632 960199', lines: ['Quay Street'] })).toEqual([
      { name: 'Address', before: 'Harbour Road, Northmoor', after: 'Quay Street' },
      { name: 'Telephone', before: '01632 960123', after: '01632 960199' },
    ]);
    expect(whatDiffers(details, details)).toEqual([]);
  });
  it('is everything where nothing was given before', () => {
    expect(whatDiffers(undefined, details)).toHaveLength(9);
    expect(whatDiffers(undefined, details)[0]).toEqual({ name: 'Name of the trust', before: 'Nothing', after: 'Northmoor Hospitals' });
  });
});
