// A letter as pdfkit sets it: tagged, in an embedded TrueType font, with the same texts, the same lines of the chart and the same table.
import PDFDocument from 'pdfkit';

const rowsOf = (table) => [table.head, ...table.rows];

/** Sets one letter to a tagged PDF. Resolves with its bytes. */
export const setWithPdfkit = (paper, fonts) =>
  new Promise((resolve, reject) => {
    const doc = new PDFDocument({
      size: 'A4',
      margin: 60,
      tagged: true,
      lang: 'en-GB',
      pdfVersion: '1.7',
      subset: 'PDF/UA',
      displayTitle: true,
      info: { Title: paper.title },
    });
    const chunks = [];
    doc.on('data', (chunk) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    doc.registerFont('regular', fonts.regular);
    doc.registerFont('bold', fonts.bold);
    const root = doc.struct('Document');
    doc.addStructure(root);
    const say = (kind, text, { bold = false, size = paper.size } = {}) => {
      root.add(
        doc.struct(kind, () =>
          doc
            .font(bold ? 'bold' : 'regular')
            .fontSize(size)
            .text(text)
            .moveDown(0.5),
        ),
      );
    };
    if (paper.training !== '') say('P', paper.training, { bold: true });
    for (const line of [...paper.to, paper.sender.name, paper.sender.department, ...paper.sender.lines, ...paper.sender.contact])
      say('P', line);
    say('P', paper.date);
    say('P', paper.identity);
    say('P', paper.greeting);
    say('H1', paper.subject, { bold: true, size: paper.size * 1.15 });
    for (const block of paper.blocks) {
      if (block.kind === 'heading') say('H2', block.text, { bold: true, size: paper.size * 1.05 });
      else if (block.kind === 'paragraph') say('P', block.text);
      else if (block.kind === 'important') say('P', block.text, { bold: true });
      else if (block.kind === 'list') {
        const list = doc.struct('L');
        root.add(list);
        for (const item of block.items)
          list.add(doc.struct('LI', [doc.struct('LBody', () => doc.font('regular').fontSize(paper.size).text(`• ${item}`))]));
        list.end();
      } else if (block.kind === 'chart' && paper.chart !== null) {
        root.add(
          doc.struct('Figure', { alt: paper.chart.says }, () => {
            const top = doc.y;
            for (const [, path] of paper.chart.svg.matchAll(/<path d="([^"]+)"/g))
              doc.save().translate(60, top).scale(0.7).path(path).stroke().restore();
            doc.y = top + 170;
          }),
        );
      } else if (block.kind === 'results') {
        const table = doc.struct('Table');
        root.add(table);
        rowsOf(paper.table).forEach((row, n) => {
          const line = doc.struct('TR');
          table.add(line);
          row.forEach((cell) =>
            line.add(
              doc.struct(n === 0 ? 'TH' : 'TD', () =>
                doc
                  .font(n === 0 ? 'bold' : 'regular')
                  .fontSize(paper.size)
                  .text(cell),
              ),
            ),
          );
          line.end();
        });
        table.end();
      }
    }
    for (const line of ['Yours sincerely', ...paper.close]) say('P', line);
    say('P', paper.madeFrom, { size: 8 });
    root.end();
    doc.end();
  });
