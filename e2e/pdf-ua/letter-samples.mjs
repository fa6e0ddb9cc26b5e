import { fillIn, fullContent, paperOf, setPage, starterTemplates } from '@rms/letters';

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
const madeFrom =
  'Made from alerting 0000000000f1 at 2, follow-up 0000000000b1 at 5, patient 0000000000a1 at 3, result 0000000000c1 at 1, sender 0000000000d1 at 1, template 0000000000e1 at 2.';
const at = {
  home: ['Mr George Allan', '4 Harbour Row', 'Northmoor', 'ZZ1 4HR'],
  practice: ['Millpond Surgery', '12 Mill Lane', 'Northmoor', 'ZZ1 2MP'],
};

const pageOf = (template, content = fullContent, more = {}) => {
  const isToGp = template.name.endsWith('-gp');
  const addressed = isToGp
    ? { ...content, letter: { ...content.letter, isToGp }, to: { name: 'Millpond Surgery', greeting: 'Doctor' } }
    : content;
  return setPage(
    paperOf({
      filled: fillIn(template, addressed),
      content: addressed,
      sender,
      to: isToGp ? at.practice : at.home,
      print: 'standard',
      madeFrom: `${madeFrom} Template ${template.name}, version ${String(template.version)}.`,
      isTraining: true,
      ...more,
    }),
  );
};
const named = (name) => starterTemplates.find((each) => each.name === name);
const isByPost = ({ sms }) => sms === undefined;

/** Ten years of results, with one over the limit and one that is no number. */
const manyResults = {
  ...fullContent,
  limit: { value: '0.10', unit: 'ng/mL', isPersonal: true },
  result: {
    ...fullContent.result,
    shown: '0.12',
    isUnderLimit: false,
    isOverLimit: true,
    sentence: 'Your PSA was 0.12 ng/mL. It is at or above your limit of 0.10.',
    isReviewed: true,
  },
  results: Array.from({ length: 24 }, (_, n) => {
    const year = 2014 + Math.floor(n / 2);
    const month = n % 2 === 0 ? ['03', 'March'] : ['09', 'September'];
    const value = 0.01 + n * 0.005;
    const isOver = value >= 0.1;
    const day = { takenOn: `2 ${month[1]} ${String(year)}`, day: `${String(year)}-${month[0]}-02`, unit: 'ng/mL' };
    return n === 7
      ? { ...day, shown: 'not reported', against: 'Not compared', isOver: false, drawn: null }
      : { ...day, shown: value.toFixed(2), against: isOver ? 'At or above the limit' : 'Under the limit', isOver, drawn: value };
  }),
};
const next = { ...fullContent, recall: { ...fullContent.recall, isBooked: false }, next: null };
/** A report and no number: imaging after breast cancer has no limit and no chart. */
const aReport = {
  ...fullContent,
  limit: { value: '', unit: '', isPersonal: false },
  result: {
    ...fullContent.result,
    test: 'mammogram',
    shown: 'M1 Normal',
    unit: '',
    isUnderLimit: false,
    isReassuringReport: true,
    sentence: 'The report of your mammogram is good news: M1 Normal.',
  },
  results: [],
};

/** A page of every letter the product comes with, in ordinary and in large print, and of what is unusual in them. */
export const letterSamples = () => ({
  ...Object.fromEntries(
    starterTemplates
      .filter(isByPost)
      .flatMap((template) => [
        [`letter-${template.name}.pdf`, pageOf(template)],
        ...(template.name.endsWith('-gp')
          ? []
          : [[`letter-${template.name}-large-print.pdf`, pageOf(template, fullContent, { print: 'large' })]]),
      ]),
  ),
  'letter-result-patient-many-results.pdf': pageOf(named('result-patient'), manyResults, { isTraining: false }),
  'letter-result-patient-many-results-large-print.pdf': pageOf(named('result-patient'), manyResults, { print: 'large' }),
  'letter-result-gp-many-results.pdf': pageOf(named('result-gp'), manyResults),
  'letter-result-patient-report.pdf': pageOf(named('result-patient'), aReport),
  'letter-recall-patient-not-booked.pdf': pageOf(named('recall-patient'), next),
});
