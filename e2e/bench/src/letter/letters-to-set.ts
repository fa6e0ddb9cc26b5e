import { fillIn, fullContent, paperOf, starterTemplates, type LetterContent, type Paper } from '@rms/letters';

const template = starterTemplates.find(({ name }) => name === 'result-patient');
const sender = {
  trustName: 'Northmoor Hospitals',
  department: 'Cancer follow-up team',
  lines: ['Harbour Road', 'Northmoor'],
  postcode: 'ZZ1 1AA',
  phone: '01632 960123',
  hours: 'Monday to Friday, 9am to 5pm',
  email: 'follow-up@northmoor.example',
  signedBy: 'Ruth Adeyemi',
  signedAs: 'Clinical nurse specialist',
};

/** The n-th invented patient’s result, every one with another name and value. */
export const contentOf = (n: number): LetterContent => {
  const shown = (0.01 + (n % 18) / 100).toFixed(2);
  const name = `Mr George Allan ${String(n)}`;
  const results = fullContent.results.map((each, index) => (index === 2 ? { ...each, shown, drawn: Number(shown) } : each));
  return {
    ...fullContent,
    to: { name, greeting: name },
    result: fullContent.result === null ? null : { ...fullContent.result, shown },
    results,
  };
};

/** A letter put together from its content, ready to be set. */
export const paperFor = (content: LetterContent): Paper => {
  if (template === undefined) throw new Error('There is no template for a result.');
  return paperOf({
    filled: fillIn(template, content),
    content,
    sender,
    to: [content.to.name, '4 Harbour Row', 'Northmoor', 'ZZ1 4HR'],
    print: 'standard',
    madeFrom: 'Made from follow-up 0000000000b1 at 5, patient 0000000000a1 at 3. Template result-patient, version 1.',
    isTraining: true,
  });
};
