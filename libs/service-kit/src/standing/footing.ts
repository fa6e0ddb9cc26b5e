import type { SignInKeeper, VerifyBearer } from '@rms/identity';
import type { Blobs } from '@rms/intake/blobs';
import type { Bus, BusSubscription } from '@rms/messaging';
import type { Gauge, Logger } from '@rms/telemetry';
import type { AssemblyPorts } from '../assembly.js';
import type { Readiness, ServiceDefinition } from '../definition.js';
import type { Agreements } from '../intake/agreements.js';
import type { IntakeSideParts } from '../intake/intake-side.js';
import type { BrowserSide } from '../service.module.js';
import type { ClockDoubt } from '../timers/clock-doubt.js';
import type { StandingSettings } from './standing-settings.js';

/** What a service that reads messages needs besides. */
export interface IntakePorts extends Pick<IntakeSideParts, 'log' | 'onStoreAway' | 'onUnread'> {
  /** Under it numbers of people become ids; the same in every process that reads messages. */
  readonly key: Uint8Array;
}

/** Secrets by what they are for. */
export type SecretName = 'certificate-key' | 'cookies' | 'gateway-client' | 'staff-keeper';

/** What a service stands on in a process of its own, whatever the profile. */
export interface Footing {
  readonly settings: StandingSettings;
  readonly isTraining: boolean;
  /** A folder for what this process alone keeps. */
  readonly folder: string;
  readonly ports: AssemblyPorts;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly verifyBearer: VerifyBearer;
  /** The same at every start. */
  readonly secret: (name: SecretName) => string;
  /** Where documents are kept by their fingerprint; nothing where they lie in the folder. */
  readonly blobs?: () => Blobs;
  /** Whoever keeps the sign-ins, where they can be administered from here. */
  readonly signIns?: () => SignInKeeper;
  /** Opens the intake log. */
  readonly intake: () => Promise<IntakePorts>;
  /** Whether this machine’s clock can be believed. */
  readonly doubt: () => Promise<ClockDoubt | undefined>;
  /** Told of the service once it is assembled, for what follows it. */
  readonly onAssembled?: (definition: ServiceDefinition) => Promise<void>;
  /** What the service waits for at the moment besides the issuer. */
  readonly waitsFor?: () => Promise<readonly string[]>;
  /** Numbers of what it stands on, for whoever watches over it. */
  readonly gauges?: () => Promise<readonly Gauge[]>;
  /** Resolves with the reason when the process is of no use any more and has to be begun anew. */
  readonly failed?: Promise<string>;
  /** Is the clock of this process moved by an operator? */
  readonly isOperated?: boolean;
  /** Has something closed with the rest, last opened first. */
  readonly onClose: (closer: () => Promise<void> | void) => void;
  readonly close: () => Promise<void>;
}

/** A service ready to be started on its footing. */
export interface Assembled {
  readonly definition: ServiceDefinition;
  /** For a service whose door is for browsers. */
  readonly browser?: BrowserSide;
  /** Neighbours that do not answer at the moment, and without which it does less. */
  readonly without?: () => Promise<Readiness['without']>;
  /** Told how it hears the bus, once it does. */
  readonly heard?: (subscription: BusSubscription) => void;
  /** For a service at which HL7 messages arrive: where it keeps them, and from whom it takes them. */
  readonly messages?: Agreements & { readonly intake: IntakePorts };
}

/** A service that runs in a process of its own. */
export interface Standing {
  readonly name: string;
  readonly url: string;
  /** In words, where it keeps what it records. */
  readonly where: string;
  /** `host:port` of its door for HL7 messages, where it has one. */
  readonly mllp?: string;
  readonly failed: Promise<string>;
  close(): Promise<void>;
}
