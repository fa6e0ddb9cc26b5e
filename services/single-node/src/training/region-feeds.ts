import type { FeedAgreement } from '@rms/contracts';

const feed = (
  place: number,
  {
    name,
    sends,
    facility,
    trust,
    mayRegister = false,
    codes = [],
  }: Pick<FeedAgreement, 'name' | 'sends'> & {
    readonly facility: string;
    readonly trust: string;
    readonly mayRegister?: boolean;
    readonly codes?: FeedAgreement['codes'];
  },
): FeedAgreement => ({
  feed: `7d0e6a10-0000-4000-8000-0000000000${String(place)}`,
  name,
  sends,
  facilities: [facility],
  anyFacility: false,
  trusts: [trust],
  mayRegister,
  zone: 'Europe/London',
  processingIds: ['T'],
  strict: false,
  codes,
});

/** The senders that the region has besides those of its first trusts. */
export const furtherFeeds = (codes: {
  readonly blood: FeedAgreement['codes'];
  readonly reports: FeedAgreement['codes'];
  readonly appointments: FeedAgreement['codes'];
}): readonly FeedAgreement[] => {
  const demographic = 'Names, addresses, deaths, appointments';
  const fellside = 'Fellside and Dale';
  return [
    feed(21, {
      name: 'Saltmarsh Coast patient administration',
      sends: demographic,
      facility: 'SALTMARSH-PAS',
      trust: 'ZT002',
      codes: codes.appointments,
    }),
    feed(22, {
      name: `${fellside} cancer register`,
      sends: 'New patients, names, deaths, merges',
      facility: 'FELLSIDE-REGISTER',
      trust: 'ZT003',
      mayRegister: true,
    }),
    feed(23, {
      name: `${fellside} patient administration`,
      sends: demographic,
      facility: 'FELLSIDE-PAS',
      trust: 'ZT003',
      codes: codes.appointments,
    }),
    feed(24, { name: `${fellside} laboratory`, sends: 'Blood results', facility: 'FELLSIDE-LAB', trust: 'ZT003', codes: codes.blood }),
    feed(25, {
      name: `${fellside} radiology`,
      sends: 'Reports of mammograms',
      facility: 'FELLSIDE-RIS',
      trust: 'ZT003',
      codes: codes.reports,
    }),
  ];
};
