import type { Blobs } from '@rms/intake/blobs';
import type { Holidays } from '@rms/nhs';
import { contractsOf, type ServiceName } from '@rms/contracts';
import { streamOf, type EventStore } from '@rms/event-sourcing';
import { publishedHistory, type Message } from '@rms/messaging';
import { collectionsOf, Consumer, type Copy, type Filter, type Policy } from '@rms/read-models';
import {
  executionOn,
  livingRecord,
  policyFor,
  recordsInto,
  tells,
  timersOver,
  tracedPolicies,
  type AssemblyPorts,
  type ServiceDefinition,
  type Teller,
} from '@rms/service-kit';
import type { Carrier } from './carrier/carrier.js';
import { tracedCarrier } from './carrier/traced-carrier.js';
import { LettersDesk } from './desk/letters-desk.js';
import { workOfTheDesk } from './desk/work-of-the-desk.js';
import { letter } from './letter/letter.aggregate.js';
import { letterCommands, letterCommandsToken } from './letter/letter.commands.js';
import { LetterController } from './letter/letter.controller.js';
import type { LetterOrder } from './letter/letter-order.js';
import { PracticeController, practiceCommands, practiceCommandsToken } from './practice/practice.controller.js';
import { practice, practiceNatures, practiceSentences } from './practice/practice.aggregate.js';
import { letterNatures, letterSentences } from './letter/letter.sentences.js';
import { withItsPage } from './letter/page-of-a-draft.js';
import { usualTimes, type Calendar, type LetterTimes } from './letter/letter-times.js';
import { lettersGauges } from './letter/letters-gauges.js';
import { ownLetters, records, type LetterCopy } from './letter/letters-of-a-follow-up.projection.js';
import { whatThePostSays } from './letter/where-post-came-back.reading.js';
import { lettersPublishes } from './published/published.translation.js';
import { setPage } from './setting/set-page.js';
import { sender, senderNatures, senderSentences } from './sender/sender.aggregate.js';
import { template, templateNatures, templateSentences } from './template/template.aggregate.js';
import { templateCommands, templateCommandsToken } from './template/template.commands.js';
import { TemplateController } from './template/template.controller.js';
import { decidesOn, tellWhatWasDecided } from './when-a-clinician-decides/tell-what-was-decided.policy.js';
import { beginsAndEndsOn, tellOfBeginningAndEnd } from './when-a-follow-up-begins/tell-of-beginning-and-end.policy.js';
import { oweAgain, owesAgainOn } from './when-a-follow-up-ends/owe-again.policy.js';
import { stopEveryLetter, stopsOn } from './when-a-follow-up-ends/stop-every-letter.policy.js';
import { followsOn, oweTheNext } from './when-a-letter-needs-another/owe-the-next.policy.js';
import { holdsOn, holdUntilItIsRead, resultIn } from './when-a-result-is-read/hold-until-it-is-read.policy.js';
import { readsOn, tellOrTakeBack } from './when-a-result-is-read/tell-or-take-back.policy.js';
import { pausesOn, tellOfThePause } from './when-a-follow-up-is-suspended/tell-of-the-pause.policy.js';
import { remindHim, remindsOn } from './when-a-test-is-missed/remind-him.policy.js';
import { moveTheLetters, movesOn } from './when-records-are-merged/move-the-letters.policy.js';

const hears: readonly ServiceName[] = ['registration', 'results', 'pathway', 'letters'];
export const lettersCopies: readonly Copy[] = [ownLetters, records];
export const lettersCollections = collectionsOf(lettersCopies, []);
export const lettersTellers: readonly Teller[] = [
  withItsPage(tells(letter, letterSentences, letterNatures)),
  tells(template, templateSentences, templateNatures),
  tells(sender, senderSentences, senderNatures),
  tells(practice, practiceSentences, practiceNatures),
];
export const lettersHistory = (store: EventStore) => publishedHistory('letters', store, lettersPublishes);

/** What letters needs besides what every service stands on. */
export interface LettersPorts extends AssemblyPorts {
  readonly holidays: Holidays;
  readonly blobs: Blobs;
  readonly carrier: Carrier;
  readonly isTraining: boolean;
  readonly times?: Partial<LetterTimes>;
}

/** The patient a fact is about: as it says itself, which may be another than the one its stream was born with. */
const whose = ({ data, patient = '' }: Message): string => (data as { readonly patient?: string }).patient ?? patient;

type OfAFollowUp = (message: Message, letters: readonly LetterCopy[], calendar: Calendar) => readonly LetterOrder[];

/** The service on its ports. */
export const assembleLetters = (ports: LettersPorts): ServiceDefinition & { readonly desk: LettersDesk } => {
  const history = lettersHistory(ports.store);
  const execution = executionOn(ports, history);
  const documents = ports.documents('letters', lettersCollections);
  const desk = new LettersDesk({
    execution,
    histories: ports.histories,
    blobs: ports.blobs,
    carrier: tracedCarrier(ports.carrier, ports.tracing),
    setPage,
    isTraining: ports.isTraining,
    holidays: ports.holidays,
    times: { ...usualTimes, ...ports.times },
    post: async (trust, patient, to) => whatThePostSays(await lettersOf(trust, patient), to),
  });
  const work = workOfTheDesk({
    desk,
    documents,
    now: ports.now,
    onFailure: (id, error) => {
      ports.onIncident('parked', streamOf(letter, id), error instanceof Error ? error.message : String(error));
    },
  });
  const policy = policyFor({ execution, aggregate: letter });
  const lettersWhere = (trust: string, filter: Filter): Promise<readonly LetterCopy[]> =>
    consumer.copies.of(ownLetters).find(trust, filter);
  // Letters of a record that went into his are his, also before they have moved.
  const lettersOf = async (trust: string, patient: string): Promise<readonly LetterCopy[]> => {
    const gone = await consumer.copies.of(records).find(trust, { retiredInto: patient });
    return lettersWhere(trust, { patient: { $in: [patient, ...gone.map(({ _id }) => _id)] } });
  };
  const ofAFollowUp = (name: string, on: readonly string[], decide: OfAFollowUp): Policy =>
    policy({
      name,
      on,
      decide: async (message) => {
        const { followUp } = message.data as { readonly followUp: string };
        return decide(message, await lettersWhere(message.trust, { followUp }), desk.calendar());
      },
    });
  const policies: readonly Policy[] = [
    ofAFollowUp('owe-the-letter', readsOn, tellOrTakeBack),
    ofAFollowUp('tell-what-was-decided', decidesOn, tellWhatWasDecided),
    ofAFollowUp('tell-of-beginning-and-end', beginsAndEndsOn, (message, _, calendar) => tellOfBeginningAndEnd(message, calendar)),
    ofAFollowUp('remind-him', remindsOn, remindHim),
    ofAFollowUp('tell-of-the-pause', pausesOn, tellOfThePause),
    ofAFollowUp('stop-every-letter', stopsOn, stopEveryLetter),
    ofAFollowUp('owe-again', owesAgainOn, oweAgain),
    policy({
      name: 'hold-until-it-is-read',
      on: holdsOn,
      decide: async (message) =>
        holdUntilItIsRead(message, await lettersWhere(message.trust, { result: resultIn(message) }), desk.calendar()),
    }),
    policy({
      name: 'owe-the-next',
      on: followsOn,
      decide: async (message) =>
        oweTheNext(message, await consumer.copies.of(ownLetters).get(message.trust, message.subject.slice(-36)), desk.calendar()),
    }),
    policy({
      name: 'move-the-letters',
      on: movesOn,
      decide: async (message) => {
        const { trust } = message;
        const survivor = await livingRecord(consumer.copies.of(records), trust, whose(message));
        if (survivor === undefined) return [];
        const his = await recordsInto(consumer.copies.of(records), trust, survivor._id);
        return moveTheLetters(survivor._id, await lettersWhere(trust, { patient: { $in: [...his] } }));
      },
    }),
  ];
  const consumer: Consumer = new Consumer({
    service: 'letters',
    documents,
    copies: lettersCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: tracedPolicies(policies, ports.tracing),
  });
  consumer.onTaken(work.heard);
  return {
    name: 'letters',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history,
    tellers: lettersTellers,
    streamsOf: async (trust, patients) =>
      (await consumer.copies.of(ownLetters).find(trust, { patient: { $in: [...patients] } })).map((one) => streamOf(letter, one._id)),
    controllers: [LetterController, TemplateController, PracticeController],
    providers: [
      { provide: letterCommandsToken, useValue: letterCommands(execution, desk) },
      { provide: templateCommandsToken, useValue: templateCommands(execution, setPage) },
      { provide: practiceCommandsToken, useValue: practiceCommands(execution, () => desk.calendar().today) },
    ],
    background: [work.background],
    timers: [
      timersOver({
        execution,
        aggregate: letter,
        documents,
        copy: ownLetters,
        notice: () => ({ type: 'NoticeDate', calendar: desk.calendar() }) as const,
      }),
      work.timers,
    ],
    desk,
    gauges: () => lettersGauges(documents),
  };
};
