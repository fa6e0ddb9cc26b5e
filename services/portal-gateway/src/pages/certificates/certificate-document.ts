import type { CertificateModel } from './certificate.model.js';

/** One follow-up that nothing held, by its number: the document names nobody. */
export interface DocumentException {
  readonly followUp: string;
  readonly why: string;
}

/** What the document says, ready to be set. */
export interface DocumentContent {
  readonly service: string;
  readonly trust: string;
  readonly code: string;
  readonly certificate: CertificateModel;
  readonly exceptions: readonly DocumentException[];
  readonly how: string;
}

/** The certificate on paper, in Typst. Its content comes as JSON: nothing in it can become markup. */
export const certificateSource = `#let c = json(bytes(sys.inputs.content))
#let cert = c.certificate
#set document(title: "Nobody-lost certificate of " + cert.day + ", " + c.trust, date: none)
#set page(paper: "a4", margin: (x: 22mm, top: 24mm, bottom: 22mm), numbering: "1 of 1", footer: context [
  #set text(size: 9pt)
  #c.service. Nobody-lost certificate of #cert.day, #c.trust (#c.code) #h(1fr) Page #counter(page).display("1 of 1", both: true)
])
#set text(lang: "en", region: "GB", font: "Arimo", size: 11pt)
#set par(leading: 0.7em, spacing: 1.1em)
#show heading: set block(above: 1.5em, below: 0.8em)
#show raw: set text(font: "Arimo", size: 10pt)

= Nobody-lost certificate
#text(size: 13pt)[#c.trust (#c.code), as everything stood at the end of #cert.day]

#block(width: 100%, inset: 12pt, stroke: 1.5pt + if cert.isGood { rgb("#007f3b") } else { rgb("#b3190d") })[
  *#cert.verdict* #cert.besides
]

== The count
Follow-ups, each counted once.
#let line(sign, words, count, strong: false) = (
  [#sign],
  if strong [*#words*] else [#words],
  align(right, if strong [*#count*] else [#count]),
)
#table(
  columns: (auto, 1fr, auto),
  stroke: (x, y) => (bottom: if y == 4 { 1.5pt } else { 0.5pt + luma(180) }),
  inset: 7pt,
  table.header([Sign], [Held by], align(right)[Follow-ups]),
  ..line("", "Next action with a date", cert.sum.next),
  ..line("+", "Open task with an owner", cert.sum.task),
  ..line("+", "Left, with a reason", cert.sum.left),
  ..line("+", "Not accounted for", cert.sum.lost, strong: cert.sum.isLost),
  ..line("=", "Ever enrolled", cert.sum.ever, strong: true),
)
#if cert.left.len() > 0 [
  Of those who left: #cert.left.map(each => lower(each.because) + " " + each.count).join("; ").
]

== Exceptions
#if c.exceptions.len() == 0 [None.] else [
  Follow-ups are named by their number; the page of the certificate says whose they are to those who may know.
  #for each in c.exceptions [
    - *#each.followUp* \\ #each.why
  ]
]

== How this was worked out
From the published facts alone, from the first one on, and not from the lists that staff use. Everything recorded by the end of the day is in it, up to position #cert.position of the history. Each follow-up is counted once: an exception, if one reason is found why nothing holds it or a fact of it cannot be read; otherwise left, if an ending is recorded; otherwise under an open task or review; otherwise under its next date.

== Signature
The signature is over the certificate as it can be downloaded in JSON, not over this page. #c.how

*Key* \\ #cert.key

*Signature* \\ #cert.signature.clusters().chunks(64).map(part => part.join()).join(linebreak())
`;
