import { letters, registration, type Contract } from '@rms/contracts';
import { ids, streams } from './story-streams.fixture.js';
import { id, type Told } from './told.fixture.js';

const itsNews = {
  about: 'result' as const,
  weight: 'reassuring' as const,
  by: '2026-03-09',
  says: 'PSA under the limit',
  result: ids.result,
};
const someTime = '2026-03-05T10:00:00.000Z';
export const aboutALetterThatArrives = (told: Told): void => {
  const own = { letter: id(13), patient: ids.patient };
  const tell = (contract: Contract, data: object): void => {
    told.say(streams.sentLetter, contract, { ...own, ...data });
  };
  told.say(streams.patient, registration.demographicsConfirmed, { patient: ids.patient });
  tell(letters.letterOwed, { followUp: ids.followUp, ...itsNews, to: 'patient' });
  tell(letters.letterHeld, { why: 'address-missing', sentence: 'No address.' });
  tell(letters.letterNeedsSomebody, { followUp: ids.followUp, why: 'address-missing', sentence: 'No address.', by: '2026-03-05' });
  tell(letters.letterReleased, { reason: 'Rang him.' });
  tell(letters.letterAttendedTo, {});
  tell(letters.letterDrafted, {
    template: { template: id(15), name: 'result-patient', version: 1 },
    on: '2026-03-04',
    channel: 'post',
    print: 'large',
    to: ['Mr George O’Brien', '4 Harbour Row', 'ZZ1 4HR'],
    text: ['Your PSA result', 'It is under the limit.'],
    pdfSha256: 'ab'.repeat(32),
    approveBy: '2026-03-06',
  });
  tell(letters.letterLate, { state: 'to-approve', by: '2026-03-06' });
  tell(letters.letterApproved, { person: 'ruth', role: 'letters-clerk', handOverFrom: someTime, handOverBy: '2026-03-06' });
  tell(letters.letterHandedOver, { channel: 'post', to: ['Mr George O’Brien'], proofBy: '2026-03-09' });
  tell(letters.letterAccepted, { reference: 'C-1', lookFrom: someTime });
  tell(letters.letterDispatched, { at: someTime, lookFrom: someTime, deliveryBy: '2026-03-20' });
  tell(letters.letterDelivered, { at: someTime, how: 'carrier' });
  tell(letters.letterReturned, { at: someTime, why: 'gone away' });
  tell(letters.letterFollowedBy, {
    followUp: ids.followUp,
    next: id(14),
    because: 'to-be-sent-again',
    heard: 3,
    news: { ...itsNews, to: 'patient' },
  });
};
export const aboutALetterThatIsLost = (told: Told): void => {
  const own = { letter: id(14), patient: ids.patient };
  told.say(streams.lostLetter, letters.letterOwed, { ...own, followUp: ids.followUp, ...itsNews, to: 'gp' });
  told.say(streams.lostLetter, letters.letterHandedOver, {
    ...own,
    channel: 'gp-mailbox',
    to: ['Millpond Surgery'],
    proofBy: '2026-03-09',
  });
  told.say(streams.lostLetter, letters.letterOutcomeUnknown, own);
  told.say(streams.lostLetter, letters.letterOutcomeSettled, { ...own, wasSent: false, note: 'Rang.' });
  told.say(streams.lostLetter, letters.letterRefused, { ...own, why: 'no mailbox' });
};

/** What letters rest on: contact details, a template that two people approved, and a practice that closed and did not. */
export const aboutThePaper = (told: Told): void => {
  told.say(streams.sender, letters.contactDetailsGiven, {
    sender: id(18),
    trustName: 'Northmoor Hospitals',
    department: 'Cancer follow-up team',
    lines: ['Harbour Road'],
    postcode: 'ZZ1 1AA',
    phone: '01632 960123',
    hours: 'Monday to Friday, 9am to 5pm',
    email: 'follow-up@northmoor.example',
    signedBy: 'Ruth Adeyemi',
    signedAs: 'Clinical nurse specialist',
  });
  const content = {
    name: 'result-patient',
    version: 1,
    title: 'Your result',
    subject: 'Your result',
    blocks: [{ kind: 'paragraph', text: 'Dear {{ patient.formal }}' }],
    lookOutFor: {},
  };
  told.say(streams.template, letters.templateLaidDown, {
    template: id(19),
    name: content.name,
    version: 1,
    title: content.title,
    content,
  });
  for (const person of ['ruth', 'david'])
    told.say(streams.template, letters.templateApproved, { template: id(19), version: 1, person, inForce: person === 'david' });
  const practice = { practices: id(25), ods: 'Z99001', name: 'Millpond Surgery' };
  told.say(streams.practices, letters.practiceClosed, { ...practice, closedOn: '2026-03-31', reason: 'Letter of the board' });
  told.say(streams.practices, letters.practiceClosed, { ...practice, ods: 'Z99002', closedOn: '2026-03-31', reason: 'The same' });
  told.say(streams.practices, letters.closureTakenBack, { ...practice, ods: 'Z99002', reason: 'It goes on' });
};
