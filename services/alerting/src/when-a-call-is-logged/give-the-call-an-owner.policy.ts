import type { alerting, DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { londonDateOf, parseInstant, present } from '@rms/nhs';
import { seriousnessOf } from '../helpline-call/urgency.model.js';
import { taskOf, type Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import type { Desk } from '../who-acts/desk.model.js';
import { ownerFor } from '../who-acts/who-is-there.model.js';

export const answersOn: readonly string[] = [
  'alerting.helpline-call-logged.v1',
  'alerting.helpline-call-linked.v1',
  'alerting.helpline-call-reassigned.v1',
  'alerting.helpline-call-closed.v1',
];
type Call = DataOf<typeof alerting.helplineCallLogged>;

export const symptomWords: Readonly<Record<Call['symptoms'][number], string>> = {
  'legs-weak-or-numb': 'weak or numb legs, or trouble walking',
  'bladder-or-bowel-control-lost': 'loss of control of bladder or bowel',
  'pain-new-or-worse': 'new or worse pain',
  lump: 'a lump',
  bleeding: 'bleeding',
  'weight-loss': 'weight loss',
  'passing-urine-difficult': 'trouble passing urine',
  breathless: 'breathlessness or a cough that stays',
  'very-tired': 'being very tired',
  other: 'another new symptom',
};

/** What the task for a call is called, and why it is there. */
export const titleOf = ({ symptoms, urgency }: Call): string => {
  if (urgency === 'emergency') return 'Emergency call to follow up';
  return symptoms.length > 0 ? 'Call back about new symptoms' : 'Call back';
};
export const whyOf = ({ caller, about, said, symptoms }: Call): string => {
  const who = caller.relation === undefined ? caller.name : `${caller.name} (${caller.relation})`;
  const told = symptoms.length === 0 ? '' : ` of ${symptoms.map((symptom) => symptomWords[symptom]).join(', ')}`;
  return `${who} rang${about === undefined ? '' : ` about ${about}`}${told}. ${said}`.trim();
};

const logged = (call: Call, { roster, moment }: Desk): readonly Order[] => {
  const by = parseInstant(call.callBackBy);
  if (by === undefined) throw new Error(`${call.callBackBy} is no instant`);
  return [
    {
      id: taskOf(call.call),
      ...present({ patient: call.patient }),
      command: {
        type: 'OpenTask',
        moment,
        kind: 'call',
        about: call.call,
        settledBy: 'alerting',
        band: call.symptoms.length > 0 || call.urgency === 'emergency' ? 'possible-recurrence' : 'promised',
        seriousness: seriousnessOf(call.urgency, call.symptoms),
        title: titleOf(call),
        why: whyOf(call),
        dueOn: londonDateOf(by),
        dueAt: call.callBackBy,
        owner: ownerFor(roster, 'calls'),
        ...present({ patient: call.patient }),
      },
    },
  ];
};

/** A call has an owner from the moment it is logged until somebody says what became of it. */
export const giveTheCallAnOwner = (message: Message, desk: Desk): readonly Order[] => {
  const { call, patient } = message.data as { readonly call: string; readonly patient: string };
  switch (message.type) {
    case 'alerting.helpline-call-logged.v1':
      return logged(message.data as Call, desk);
    case 'alerting.helpline-call-linked.v1':
    case 'alerting.helpline-call-reassigned.v1':
      return [{ id: taskOf(call), command: { type: 'LinkTask', patient } }];
    case 'alerting.helpline-call-closed.v1':
      return [{ id: taskOf(call), command: { type: 'CloseTask', because: 'the call came to its end' } }];
    default:
      return [];
  }
};
