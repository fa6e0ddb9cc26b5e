/** A service that ends at a place on its way, and the name that the safety case has for the place. */
export interface Ending {
  readonly service: string;
  readonly at: string;
  readonly name: string;
}

const owners = ['registration', 'results', 'pathway', 'letters', 'alerting'];
const places: readonly (readonly [name: string, at: string, services: readonly string[]])[] = [
  ['K03', 'after a message is stored', ['registration']],
  ['K06', 'before a fact is stored', owners],
  ['K07', 'after a fact is stored', owners],
  ['K08', 'after facts are published', owners],
  ['K09', 'before a copy is written', [...owners, 'portal-gateway']],
  ['K10', 'after a copy is written', [...owners, 'portal-gateway']],
  ['K11', 'after TaskOpened is stored', ['alerting']],
  ['K12', 'before LetterDrafted is stored', ['letters']],
  ['K13', 'after LetterHandedOver is stored', ['letters']],
  ['K14', 'before LetterAccepted is stored', ['letters']],
];

export const endings: readonly Ending[] = places.flatMap(([name, at, services]) => services.map((service) => ({ name, at, service })));
