/**
 * The page of every letter: A4 for a window envelope, at least 12 point, headings and lists tagged, the chart with its words and
 * the same values as a table. Content comes as data: nothing a template or a patient’s record says can become markup.
 */
export const letterSource = `#let c = json(bytes(sys.inputs.content))
#let s = c.size * 1pt
#set document(title: c.title, date: none)
#set page(
  paper: "a4",
  margin: (left: 25mm, right: 20mm, top: 20mm, bottom: 24mm),
  footer: [#set text(size: 8pt); #c.madeFrom #h(1fr) #context [Page #counter(page).display() of #counter(page).final().first()]],
)
#set text(lang: "en", region: "GB", font: "Arimo", size: s, hyphenate: false)
#set par(leading: 0.75em, spacing: 1.1em, justify: false)
#show heading: set block(above: 1.3em, below: 0.8em)
#show heading.where(level: 1): set text(size: s * 1.15)
#show heading.where(level: 2): set text(size: s * 1.05)
#if c.training != "" [
  #block(width: 100%, inset: 6pt, stroke: 1pt)[*#c.training*]
]
#grid(
  columns: (1fr, auto),
  gutter: 10mm,
  block(height: auto, {
    v(if c.training != "" { 14mm } else { 25mm })
    for line in c.to [#line \\ ]
  }),
  align(left)[*#c.sender.name* \\
    #c.sender.department \\
    #for line in c.sender.lines [#line \\ ]
    #for line in c.sender.contact [#line \\ ]],
)
#v(6mm)
#c.date \\
#c.identity

#c.greeting

= #c.subject
#let say(b, sticks) = {
  if b.kind == "heading" [== #b.text] else if b.kind == "paragraph" { block(sticky: sticks, b.text) } else if b.kind == "important" {
    block(width: 100%, inset: 10pt, stroke: 1.5pt, breakable: false, sticky: sticks, strong(b.text))
  } else if b.kind == "list" { block(sticky: sticks, list(..b.items)) } else if b.kind == "chart" and c.chart != none {
    figure(image(bytes(c.chart.svg), format: "svg", width: 100%, alt: c.chart.says), alt: c.chart.says)
  } else if b.kind == "results" {
    // A few results are read at one glance: their table is not split.
    block(breakable: c.table.rows.len() > 8, table(
      columns: (auto, auto, 1fr),
      inset: 6pt,
      stroke: 0.5pt,
      table.header(..c.table.head.map(h => strong(h))),
      ..c.table.rows.flatten(),
    ))
  }
}
// What introduces a list stands over it, and what comes last over the signature.
#for (n, b) in c.blocks.enumerate() { say(b, n == c.blocks.len() - 1 or c.blocks.at(n + 1).kind == "list") }
#block(breakable: false)[
  Yours sincerely
  #v(4mm)
  #for line in c.close [#line \\ ]
]
#for b in c.annex { say(b, false) }
`;
