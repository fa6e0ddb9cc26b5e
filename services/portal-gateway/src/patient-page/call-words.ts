import type { CallCopy } from '../copies/others.projection.js';

type Call = NonNullable<CallCopy['call']>;

/** What a caller may tell of, as it is ticked. */
export const symptomWords: Readonly<Record<Call['symptoms'][number], string>> = {
  'legs-weak-or-numb': 'New weakness or numbness in the legs, or trouble walking',
  'bladder-or-bowel-control-lost': 'Loss of control of bladder or bowel',
  'pain-new-or-worse': 'New or worse pain',
  lump: 'A lump',
  bleeding: 'Bleeding',
  'weight-loss': 'Weight loss without trying',
  'passing-urine-difficult': 'Trouble passing urine',
  breathless: 'Breathlessness, or a cough that stays',
  'very-tired': 'Being very tired',
  other: 'Another new symptom',
};
export const urgencyWords: Readonly<Record<Call['urgency'], string>> = {
  emergency: 'Emergency',
  'same-day': 'Ring back today',
  'three-days': 'Ring back within 3 days',
};
export const callOutcomeWords: Readonly<Record<string, string>> = {
  advised: 'advice was given',
  'appointment-arranged': 'an appointment was arranged',
  'sent-to-emergency': 'sent to emergency care',
  'passed-on': 'passed on to another service',
  'not-reached': 'the caller could not be reached',
  'not-needed': 'no call back was needed',
};
export const tryWords: Readonly<Record<string, string>> = {
  'no-answer': 'Nobody answered',
  engaged: 'The line was engaged',
  'message-left': 'A message was left',
  'number-wrong': 'The number was wrong',
};

/** What a call was about, after “… rang”: symptoms, then the words. */
export const callReason = ({ symptoms, said }: Call): string => {
  const told = symptoms.length === 0 ? '' : ` about ${symptoms.map((symptom) => symptomWords[symptom].toLowerCase()).join(', ')}`;
  return `${told}.${said === '' ? '' : ` ${said}`}`;
};
