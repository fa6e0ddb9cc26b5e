import { contractsOf, type ServiceName } from '@rms/contracts';
import { streamOf, type Clock, type EventStore } from '@rms/event-sourcing';
import type { SignInKeeper, VerifyBearer } from '@rms/identity';
import { publishedHistory, type BusSubscription } from '@rms/messaging';
import { present } from '@rms/nhs';
import { collectionsOf, Consumer, type Copy, type View } from '@rms/read-models';
import { executionOn, ownHolidays, readStreams, tells, type AssemblyPorts, type ServiceDefinition, type Teller } from '@rms/service-kit';
import { access, accessNatures, accessSentences } from './access/access.aggregate.js';
import { followUps } from './copies/follow-ups.projection.js';
import { letterPaper } from './copies/letter-paper.projection.js';
import { letters } from './copies/letters.projection.js';
import {
  accesses,
  calls,
  colleagues,
  feeds,
  protocols,
  registrationQuarantine,
  resultsQuarantine,
  tasks,
  teams,
  workingHours,
} from './copies/others.projection.js';
import { patients } from './copies/patients.projection.js';
import { certificates, sweeps } from './copies/watch.projection.js';
import { results } from './copies/results.projection.js';
import { staff } from './copies/staff.projection.js';
import { factsFrom } from './history/person-messages.js';
import { Owners, type OwnerUrls } from './owners/owners.js';
import { administrationPages } from './pages/administration/administration.page.js';
import { CallPage } from './pages/calls/call.page.js';
import { LogCallPage } from './pages/calls/log-call.page.js';
import { CaseloadPage } from './pages/caseload/caseload.page.js';
import { CertificatesPage } from './pages/certificates/certificates.page.js';
import { FeedsPage } from './pages/feeds/feeds.page.js';
import { FindPage } from './pages/find/find.page.js';
import { StaffAccessPage } from './pages/access/staff-access.page.js';
import { AccessPage } from './pages/history/access.page.js';
import { ExportPage, type OwnStreams } from './pages/history/export.page.js';
import { HistoryPage } from './pages/history/history.page.js';
import { ResultPage } from './pages/history/result.page.js';
import { lettersPages } from './pages/letters/letters.page.js';
import { MessagePage } from './pages/messages/message.page.js';
import { Pages } from './pages/pages.js';
import { PatientPage } from './pages/patient/patient.page.js';
import { ProtocolPage } from './pages/protocol/protocol.page.js';
import { MissedTestPage } from './pages/missed-test/missed-test.page.js';
import { RecallPage } from './pages/recall/recall.page.js';
import { ReviewPage } from './pages/review/review.page.js';
import { StartPage } from './pages/start/start.page.js';
import { SuspensionPage } from './pages/suspension/suspension.page.js';
import { TaskPage } from './pages/tasks/task.page.js';
import { StaffPage } from './pages/teams/staff.page.js';
import { TeamChangePage } from './pages/teams/team-change.page.js';
import { TeamsPage } from './pages/teams/teams.page.js';
import { TrustPage } from './pages/trust/trust.page.js';
import { UndoPage } from './pages/undo/undo.page.js';
import { WorklistPage } from './pages/worklist/worklist.page.js';
import { gatewayPublishes } from './published/published.translation.js';
import type { OpenId } from './session/open-id.js';
import { SessionPage } from './session/session.page.js';
import { factsToken, ownersToken, ownStreamsToken, pagesToken, signInToken, staffToken, type SignInParts } from './session/tokens.js';
import { StaffAdministration } from './staff/staff-administration.js';
import { staffAggregate, staffNatures, staffSentences } from './staff/staff.aggregate.js';
import { caseload } from './worklist/caseload.view.js';
import { followUpStates } from './worklist/follow-up-states.view.js';
import { workItems } from './worklist/work-items.view.js';

const hears: readonly ServiceName[] = ['registration', 'results', 'pathway', 'letters', 'alerting', 'portal-gateway'];
export const gatewayCopies: readonly Copy[] = [
  patients,
  results,
  followUps,
  tasks,
  letters,
  ...letterPaper,
  teams,
  protocols,
  feeds,
  registrationQuarantine,
  resultsQuarantine,
  staff,
  accesses,
  colleagues,
  calls,
  workingHours,
  ownHolidays,
  certificates,
  sweeps,
];
export const gatewayViews: readonly View[] = [workItems, followUpStates, caseload];
export const gatewayCollections = collectionsOf(gatewayCopies, gatewayViews);
export const gatewayTellers: readonly Teller[] = [
  tells(staffAggregate, staffSentences, staffNatures),
  tells(access, accessSentences, accessNatures),
];
export const gatewayHistory = (store: EventStore) => publishedHistory('portal-gateway', store, gatewayPublishes);

export interface GatewayPorts extends AssemblyPorts {
  readonly verifyBearer: VerifyBearer;
  readonly openId: OpenId;
  /** Whoever keeps the sign-ins; absent where they are kept elsewhere and cannot be administered from here. */
  readonly signIns?: SignInKeeper;
  readonly owners: () => OwnerUrls;
  readonly subscription: () => BusSubscription | undefined;
  readonly systemClock: Clock;
  readonly training: boolean;
  readonly serviceName: string;
  readonly trustName: (ods: string) => string;
  /** How long a session may last at most, whatever is done in it. */
  readonly sessionMs: number;
}

/** The gateway on its ports: pages, the copies they are made from, and nothing clinical of its own. */
export const assembleGateway = (ports: GatewayPorts): ServiceDefinition & { readonly pages: Pages } => {
  const history = gatewayHistory(ports.store);
  const execution = executionOn(ports, history);
  const documents = ports.documents('portal-gateway', gatewayCollections);
  const staffAdministration = new StaffAdministration({ execution, copies: () => consumer.copies, signIns: ports.signIns });
  const consumer: Consumer = new Consumer({
    service: 'portal-gateway',
    documents,
    copies: gatewayCopies,
    views: gatewayViews,
    policies: [staffAdministration.policy],
    histories: ports.histories,
    onIncident: ports.onIncident,
  });
  const pages = new Pages({
    execution,
    consumer,
    subscription: ports.subscription,
    systemClock: ports.systemClock,
    now: ports.now,
    newId: ports.newId,
    training: ports.training,
    serviceName: ports.serviceName,
    trustName: ports.trustName,
  });
  const streamsOf: ServiceDefinition['streamsOf'] = async (trust, records) =>
    (await consumer.copies.of(accesses).find(trust, { patient: { $in: [...records] } })).map((one) => streamOf(access, one._id));
  const ownStreams: OwnStreams = {
    lastPosition: () => ports.store.lastPosition(),
    about: async (trust, records) => readStreams(ports.store, await streamsOf(trust, records)),
  };
  const signIn: SignInParts = {
    openId: ports.openId,
    verify: ports.verifyBearer,
    limits: { clock: ports.systemClock, absoluteMs: ports.sessionMs },
    ...present({ signIns: ports.signIns }),
  };
  return {
    name: 'portal-gateway',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history,
    tellers: gatewayTellers,
    background: [],
    timers: [],
    pages,
    streamsOf,
    controllers: [
      SessionPage,
      WorklistPage,
      TaskPage,
      LogCallPage,
      CallPage,
      CaseloadPage,
      TeamsPage,
      TeamChangePage,
      StaffPage,
      FindPage,
      PatientPage,
      StartPage,
      UndoPage,
      ReviewPage,
      RecallPage,
      MissedTestPage,
      SuspensionPage,
      HistoryPage,
      AccessPage,
      ExportPage,
      ResultPage,
      StaffAccessPage,
      FeedsPage,
      MessagePage,
      ProtocolPage,
      ...lettersPages,
      TrustPage,
      CertificatesPage,
      ...administrationPages,
    ],
    providers: [
      { provide: pagesToken, useValue: pages },
      { provide: ownersToken, useValue: new Owners(ports.owners) },
      { provide: signInToken, useValue: signIn },
      { provide: ownStreamsToken, useValue: ownStreams },
      { provide: staffToken, useValue: staffAdministration },
      { provide: factsToken, useValue: factsFrom(ports.histories) },
    ],
  };
};
