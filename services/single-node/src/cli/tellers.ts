import { alertingTellers } from '@rms/alerting';
import type { StoredEvent } from '@rms/event-sourcing';
import { lettersTellers } from '@rms/letters';
import { pathwayTellers } from '@rms/pathway';
import { gatewayTellers } from '@rms/portal-gateway';
import { registrationTellers } from '@rms/registration';
import { resultsTellers } from '@rms/results';
import type { ToldEvent } from '@rms/service-kit';

const byKind = (tellers: readonly (typeof registrationTellers)[number][]) => new Map(tellers.map((teller) => [teller.kind, teller]));
const ofOwners = byKind([...registrationTellers, ...resultsTellers, ...pathwayTellers, ...lettersTellers, ...alertingTellers]);
const ofAll = new Map([...ofOwners, ...byKind(gatewayTellers)]);

export const kindOf = (stream: string): string => stream.slice(0, -37);

/** A stored event as a sentence; nothing where no service tells of its kind. */
export const tellAny = (event: StoredEvent): ToldEvent | undefined => ofAll.get(kindOf(event.stream))?.tell(event);
/** The same of what the five owners have recorded: what the pages of an export say. Who looked is in its lines alone. */
export const tellOfOwners = (event: StoredEvent): ToldEvent | undefined => ofOwners.get(kindOf(event.stream))?.tell(event);
