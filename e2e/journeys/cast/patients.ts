import { testNhsNumber } from '@rms/hl7/testing';

/** Somebody made up whom a journey is about. */
export interface JourneyPatient {
  readonly nhsNumber: string;
  readonly hospitalNumber: string;
  readonly trust: 'ZT001' | 'ZT002';
  readonly family: string;
  readonly given: string;
  /** `YYYYMMDD` */
  readonly born: string;
  readonly street?: string;
  readonly postcode: string;
  /** A mobile phone, to which a second reminder can go. */
  readonly phone?: string;
  /** Male where nothing is said. */
  readonly sex?: 'F';
}

const patient = (n: number, family: string, given: string, more: Partial<JourneyPatient> = {}): JourneyPatient => ({
  nhsNumber: testNhsNumber(700 + n),
  hospitalNumber: `N90070${String(n)}`,
  trust: 'ZT001',
  family,
  given,
  born: `19570${String((n % 9) + 1)}12`,
  street: `${String(n)} Harbour Row`,
  postcode: `ZZ1 ${String(n % 10)}AB`,
  phone: `07700 90070${String(n)}`,
  ...more,
});

export const mrMarlow = patient(1, 'Marlow', 'Peter');
export const mrTeal = patient(2, 'Teal', 'Simon');
export const mrBarrow = patient(3, 'Barrow', 'Edwin');
export const mrCrane = patient(4, 'Crane', 'Neil');
/** Mr Crane once more, registered by mistake under another hospital number and without his NHS number. */
export const mrCraneAgain: JourneyPatient = { ...mrCrane, nhsNumber: '', hospitalNumber: 'N900799' };
export const mrsAshby = patient(7, 'Ashby', 'Ruby', { sex: 'F' });
export const mrsLarch = patient(8, 'Larch', 'Nora', { sex: 'F' });
export const mrDowd = patient(5, 'Dowd', 'Hugh');
export const mrHeron = patient(7, 'Heron', 'Luke');
export const mrFinch = patient(8, 'Finch', 'Noel');
export const mrLark = patient(9, 'Lark', 'Ewan');
export const mrQuill = patient(6, 'Quill', 'Owain', { trust: 'ZT002', hospitalNumber: 'S900706' });
