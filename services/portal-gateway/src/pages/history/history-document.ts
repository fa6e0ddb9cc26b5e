import type { EventRow } from './event-rows.js';

/** What the document says, ready to be set. */
export interface HistoryContent {
  readonly service: string;
  readonly trust: string;
  readonly patient: { readonly name: string; readonly born: string; readonly nhsNumber: string };
  readonly asOf: string;
  readonly by: string;
  readonly position: number;
  /** In the order in which they were recorded. */
  readonly events: readonly Pick<EventRow, 'n' | 'sentence' | 'happened' | 'recorded' | 'late' | 'actor' | 'role'>[];
  /** The lines that prove it, which go with the document as an attached file. */
  readonly lines: string;
  readonly fileName: string;
}

/** A patient's history on paper, in Typst. Its content comes as JSON: nothing in it can become markup. */
export const historySource = `#let c = json(bytes(sys.inputs.content))
#set document(title: "History of " + c.patient.name + ", " + c.trust, date: none)
#set page(paper: "a4", flipped: true, margin: (x: 18mm, top: 20mm, bottom: 20mm), footer: context [
  #set text(size: 9pt)
  #c.service. History of #c.patient.name, NHS number #c.patient.nhsNumber, as of #c.asOf #h(1fr) Page #counter(page).display("1 of 1", both: true)
])
#set text(lang: "en", region: "GB", font: "Arimo", size: 10pt)
#set par(leading: 0.6em, spacing: 1em)
#show heading: set block(above: 1.4em, below: 0.8em)
#pdf.attach(c.fileName, bytes(c.lines), mime-type: "application/jsonl", relationship: "source", description: "Every event as it is stored, with the hashes that show that nothing was altered")

= History of #c.patient.name
Born #c.patient.born, NHS number #c.patient.nhsNumber. #c.trust. \\
Taken out by #c.by, as of #c.asOf, up to position #c.position of the history.

== What counts
The file #c.fileName is attached to this document: every event as it is stored, who looked included, and the hashes that show that nothing was altered. Check it anywhere with #"rms verify --export" and the name of this document. The pages are made from the same events, for people to read.

== Events, in the order in which they were recorded
#if c.events.len() == 0 [None.] else [
  #table(
    columns: (auto, 1fr, auto, auto, auto),
    stroke: (x, y) => (bottom: 0.5pt + luma(180)),
    inset: 5pt,
    table.header([*No.*], [*What*], [*Happened*], [*Recorded*], [*By*]),
    ..c.events.map(e => (
      [#e.n],
      [#e.sentence],
      [#e.happened],
      [#e.recorded #if "late" in e and e.late != none [ \\ *#e.late*]],
      [#e.actor #if e.role != "" [ \\ #e.role]],
    )).flatten(),
  )
]
`;
