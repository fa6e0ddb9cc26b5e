import type { ParsedMessage } from './parsed-message.js';
import type { Segment } from './segment.js';

/** One OBX and the notes written under it. */
export interface Observation {
  readonly obx: Segment;
  readonly notes: readonly Segment[];
  /** The SPM before it in the group: such an OBX may describe the specimen, not the patient (HL7 v2.5.1 section 7.3.1). */
  readonly specimen?: Segment;
}

/** One order and what was observed for it. */
export interface ObservationGroup {
  /** The PID in force: a message may speak of more than one person, and a result filed under the wrong one is a hazard. */
  readonly patient?: Segment;
  readonly order?: Segment;
  /** Absent where observations came without an OBR, as in MDM and ADT. */
  readonly request?: Segment;
  readonly observations: readonly Observation[];
  /** NTE of the order: before its first OBX, or behind its ORC. */
  readonly notes: readonly Segment[];
  /** Whatever else stood in the group (TQ1, SPM, Z segments, text behind a stray line end), so that nothing disappears unseen. */
  readonly others: readonly Segment[];
}

interface OpenObservation {
  obx: Segment;
  notes: Segment[];
  specimen?: Segment;
}
interface OpenGroup {
  patient?: Segment;
  order?: Segment;
  request?: Segment;
  observations: OpenObservation[];
  notes: Segment[];
  others: Segment[];
}

/** Segments that belong to the person or the visit and not to an order. */
const aboutThePerson: ReadonlySet<string> = new Set([
  'PD1',
  'NK1',
  'PV1',
  'PV2',
  'MSH',
  'SFT',
  'EVN',
  'MRG',
  'GT1',
  'IN1',
  'IN2',
  'AL1',
  'TXA',
]);

/** Reads segments in the order sent and builds groups. */
class Grouping {
  readonly groups: OpenGroup[] = [];
  #open: OpenGroup | undefined;
  #patient: Segment | undefined;
  #specimen: Segment | undefined;
  /** An ORC that still waits for its OBR, and the notes written under it. */
  #order: Segment | undefined;
  #orderNotes: Segment[] = [];
  /** Where the next NTE belongs. */
  #notes: Segment[] | undefined;

  readonly #steps: Readonly<Partial<Record<string, (segment: Segment) => void>>> = {
    PID: (segment) => this.#personStarts(segment),
    ORC: (segment) => this.#orderStarts(segment),
    OBR: (segment) => this.#requestStarts(segment),
    OBX: (segment) => this.#observed(segment),
    NTE: (segment) => this.#notes?.push(segment),
    SPM: (segment) => this.#specimenNamed(segment),
  };

  read(segment: Segment): void {
    const step = this.#steps[segment.name];
    if (step !== undefined) step(segment);
    else if (!aboutThePerson.has(segment.name)) this.#open?.others.push(segment);
  }

  #personStarts(pid: Segment): void {
    this.#patient = pid;
    this.#open = undefined;
    this.#order = undefined;
    this.#notes = undefined;
  }

  #orderStarts(orc: Segment): void {
    this.#order = orc;
    this.#orderNotes = [];
    this.#notes = this.#orderNotes;
  }

  #requestStarts(obr: Segment): void {
    const group = this.#start();
    group.request = obr;
    this.#adoptOrder(group);
    this.#notes = group.notes;
  }

  /** Some laboratories send ORC after its OBR: where an OBX follows it, it belongs to the group that is open, unless that has one. */
  #observed(obx: Segment): void {
    const isOfOpenGroup = this.#order === undefined || this.#open?.order === undefined;
    const group = (isOfOpenGroup ? this.#open : undefined) ?? this.#start();
    this.#adoptOrder(group);
    const notes: Segment[] = [];
    group.observations.push(this.#specimen === undefined ? { obx, notes } : { obx, notes, specimen: this.#specimen });
    this.#notes = notes;
  }

  #specimenNamed(spm: Segment): void {
    this.#specimen = spm;
    this.#open?.others.push(spm);
    this.#notes = this.#open?.others;
  }

  #start(): OpenGroup {
    const group: OpenGroup = {
      observations: [],
      notes: [],
      others: [],
      ...(this.#patient === undefined ? {} : { patient: this.#patient }),
    };
    this.#open = group;
    this.#specimen = undefined;
    this.groups.push(group);
    return group;
  }

  #adoptOrder(group: OpenGroup): void {
    if (this.#order === undefined) return;
    group.order = this.#order;
    group.notes.push(...this.#orderNotes);
    this.#order = undefined;
  }
}

/**
 * The results of a message, grouped by order (ORU, OUL, MDM; HL7 v2.5.1 section 7.3.1). The order of segments is that of the real world: ORC may be
 * missing or follow its OBR, PV1 may stand anywhere, observations may come without an OBR. A NTE belongs to what stands before it. Notes before the
 * first order are about the person and are read with `segments('NTE')`.
 */
export const observationGroups = (parsed: ParsedMessage): readonly ObservationGroup[] => {
  const grouping = new Grouping();
  for (const segment of parsed.segments()) grouping.read(segment);
  return grouping.groups;
};
