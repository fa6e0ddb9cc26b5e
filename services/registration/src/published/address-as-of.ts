import type { PatientEvent } from '../patient/patient.facts.js';

const fromMessage = (event: PatientEvent): string | undefined =>
  'supplied' in event && event.supplied.said.address != null ? event.supplied.asOf : undefined;
const fromAbsorbed = (event: PatientEvent): string | undefined => {
  const brought = event.type === 'PatientAbsorbed' ? event.brought.address : undefined;
  return brought?.value == null ? undefined : brought.asOf;
};

/** When the sender who named an address in this fact knew it; nothing where the fact names none. A letter goes by the age of an address. */
export const addressAsOf = (event: PatientEvent): { readonly addressAsOf?: string } => {
  const asOf = fromMessage(event) ?? fromAbsorbed(event);
  return asOf === undefined ? {} : { addressAsOf: asOf };
};
