import { describe, expect, it } from '@jest/globals';
import { results } from '@rms/contracts';
import { ids } from '../copies/story.fixture.js';
import { momentAt } from './compared.js';
import { January, natureOf } from './january.fixture.js';
import { decisionRows, marksOn } from './rested-on.js';

const noon = '2026-01-20T12:00:00.000Z';
const at = async (story: January, moment = noon) => momentAt(await story.person(), moment, natureOf);
const row = async (story: January, what: string, moment = noon) => {
  const found = (await at(story, moment)).rows.find((each) => each.what === what);
  return found === undefined ? undefined : [found.known, found.truth, found.why];
};
const differing = async (story: January, moment = noon) =>
  (await at(story, moment)).rows.filter((each) => each.why !== undefined).map(({ what }) => what);

const psa = () =>
  new January()
    .registered()
    .result('2026-01-13T08:00:00.000Z', '0.11')
    .read('2026-01-13T08:00:01.000Z', '0.11', 'under-limit')
    .fulfilled('2026-01-13T08:00:01.000Z');

describe('a moment of which nothing was corrected since', () => {
  it('was known as it was', async () => {
    const moment = await at(psa());
    expect(moment.differing).toBe(0);
    expect(moment.rows.map(({ what, known, truth }) => [what, known === truth])).toEqual([
      ['Name', true],
      ['Alive', true],
      ['Prostate follow-up', true],
      ['Protocol', true],
      ['Limit', true],
      ['PSA of 12 January 2026', true],
      ['Reading of the PSA of 12 January 2026', true],
      ['What was waited for', true],
      ['Open tasks', true],
      ['Letters owed', true],
      ['Address', true],
      ['GP practice', true],
    ]);
  });
});

describe('a letter that was delivered', () => {
  const owed = (): January => psa().owesALetter('2026-01-14T10:00:00.000Z');
  it('is owed in neither view', async () => {
    const moment = await at(owed().delivered('2026-01-16T10:00:00.000Z'));
    expect([moment.differing, await row(owed().delivered('2026-01-16T10:00:00.000Z'), 'Letters owed')]).toEqual([
      0,
      ['None', 'None', undefined],
    ]);
  });
  it('of which the carrier told later had arrived all the same', async () =>
    expect(await row(owed().delivered('2026-01-16T10:00:00.000Z', '2026-01-23T08:00:00.000Z'), 'Letters owed')).toEqual([
      'PSA under the limit, by 26 January 2026',
      'None',
      'It was so already, and was recorded on 23 January 2026, 08:00',
    ]));
});

describe('a PSA that was corrected later', () => {
  const story = () =>
    psa()
      .owesALetter('2026-01-14T10:00:00.000Z')
      .corrected('2026-01-22T15:08:00.000Z', '0.21')
      .read('2026-01-22T15:08:01.000Z', '0.21', 'unconfirmed-rise', 'corrected');

  it('was another value then, and says since when that is known', async () =>
    expect(await row(story(), 'PSA of 12 January 2026')).toEqual([
      '0.11 ug/L, final',
      '0.21 ug/L, corrected',
      'The laboratory corrected it from 0.11 to 0.21 on 22 January 2026, 15:08',
    ]));
  it('reads otherwise', async () =>
    expect(await row(story(), 'Reading of the PSA of 12 January 2026')).toEqual([
      'Under limit, against the limit of 0.20 ng/mL',
      'Unconfirmed rise, against the limit of 0.20 ng/mL',
      'Follows from the corrected value',
    ]));
  it('leaves what was done as it was done, and says that it rested on a value that was not so', async () => {
    expect(await row(story(), 'What was waited for')).toEqual([
      'PSA, due 14 March 2026',
      'PSA, due 14 March 2026 (on a value that was not so)',
      'Rested on the PSA of 12 January 2026. The laboratory corrected it from 0.11 to 0.21 on 22 January 2026, 15:08',
    ]);
    expect((await row(story(), 'Letters owed'))?.[1]).toBe('PSA under the limit, by 26 January 2026 (on a value that was not so)');
  });
  it('changes nothing else', async () =>
    expect(await differing(story())).toEqual([
      'PSA of 12 January 2026',
      'Reading of the PSA of 12 January 2026',
      'What was waited for',
      'Letters owed',
    ]));
  it('is known as it is once the correction has come', async () =>
    expect(await differing(story(), '2026-01-22T15:08:02.000Z')).toEqual(['Letters owed']));
  it('was not yet so before its sample was taken', async () =>
    expect((await at(story(), '2026-01-11T12:00:00.000Z')).rows.some(({ what }) => what.startsWith('PSA of'))).toBe(false));
});

describe('a result that came late', () => {
  const story = () =>
    new January().registered().result('2026-01-21T08:00:00.000Z', '0.31').read('2026-01-21T08:00:01.000Z', '0.31', 'unconfirmed-rise');
  it('was true from its sample on, and known from its message on', async () => {
    expect(await row(story(), 'PSA of 12 January 2026')).toEqual([
      'Not known',
      '0.31 ug/L, final',
      'The sample was taken on 12 January 2026, and we were told on 21 January 2026, 08:00',
    ]);
    expect(await row(story(), 'Reading of the PSA of 12 January 2026')).toEqual([
      'Not known',
      'Unconfirmed rise, against the limit of 0.20 ng/mL',
      'Follows from the result that came later',
    ]);
    expect(await row(story(), 'What was waited for')).toEqual([
      'PSA, due 14 January 2026',
      'PSA, due 14 January 2026 (without a result that came later)',
      'Did not know the PSA of 12 January 2026. The sample was taken on 12 January 2026, and we were told on 21 January 2026, 08:00',
    ]);
  });
  it('was neither before its sample', async () => expect(await differing(story(), '2026-01-11T23:00:00.000Z')).toEqual([]));
});

describe('a result that was taken back', () => {
  it('was never so', async () => {
    const story = psa().takenBack('2026-01-23T09:00:00.000Z', '0.11');
    expect(await row(story, 'PSA of 12 January 2026')).toEqual([
      '0.11 ug/L, final',
      'Was not so',
      'The laboratory took it back on 23 January 2026, 09:00',
    ]);
    expect((await row(story, 'Reading of the PSA of 12 January 2026'))?.[2]).toBe('Follows from the result that was taken back');
    expect((await row(story, 'What was waited for'))?.[2]).toMatch(/^Rested on the PSA of 12 January 2026\. The laboratory took it back/);
  });
  it('was filed to another patient', async () => {
    const story = psa();
    story.say(
      `results.result-${ids.result}`,
      results.resultReassigned,
      { result: ids.result, patient: ids.recall, from: ids.patient },
      { time: '2026-01-25T09:00:00.000Z' },
    );
    expect(await row(story, 'PSA of 12 January 2026')).toEqual([
      '0.11 ug/L, final',
      'Was not so',
      'It was filed to another patient on 25 January 2026, 09:00',
    ]);
  });
});

describe('a death', () => {
  it('that was reported late was so from its day on', async () => {
    const story = psa().died('2026-02-03T09:00:00.000Z', '2026-01-18');
    expect(await row(story, 'Alive')).toEqual([
      'Yes, as far as was known',
      'Died 18 January 2026',
      'The death on 18 January 2026 was reported on 3 February 2026, 09:00',
    ]);
    expect(await differing(story, '2026-01-17T12:00:00.000Z')).toEqual([]);
  });
  it('that was none was never so, and an ending that rested on it says so', async () => {
    const story = psa()
      .died('2026-01-19T09:00:00.000Z', '2026-01-18')
      .ended('2026-01-19T09:00:01.000Z', '2026-01-18')
      .deathWithdrawn('2026-01-25T09:00:00.000Z');
    expect(await row(story, 'Alive')).toEqual([
      'Died 18 January 2026',
      'Yes, as far as was known',
      'The report of a death was withdrawn on 25 January 2026, 09:00',
    ]);
    expect(await row(story, 'Prostate follow-up')).toEqual([
      'Ended',
      'Ended (on a death that was none)',
      'Rested on the report of a death, which was withdrawn on 25 January 2026, 09:00',
    ]);
    expect(await differing(story, '2026-01-26T09:00:00.000Z')).toEqual(['Prostate follow-up']);
  });
});

describe('an address', () => {
  const story = () => psa().moved('2026-02-02T09:00:00.000Z', '2026-01-05T10:00:00.000Z');
  it('of which we were told later was so from the day the sender gives', async () =>
    expect(await row(story(), 'Address')).toEqual([
      '12 Mill Lane, Northmoor',
      '4 Harbour Row, Northmoor',
      'The sender dates it 5 January 2026, and we were told on 2 February 2026, 09:00',
    ]));
  it('was the old one before that day', async () => expect(await differing(story(), '2026-01-04T12:00:00.000Z')).toEqual([]));
});

describe('two records that were merged', () => {
  const story = () => psa().knownTwice('2026-01-28T09:00:00.000Z');
  it('were one person all along, whose results lay apart', async () => {
    const moment = await at(story());
    expect(moment.known?.results.map(({ _id }) => _id)).toEqual([ids.result]);
    expect(await row(story(), 'PSA of 5 January 2026')).toEqual([
      'Not known',
      '0.33 ug/L, final',
      'It lay under another record of the same patient until 28 January 2026, 09:00',
    ]);
    expect(await row(story(), 'Records')).toEqual([
      'Not known',
      '2 that are one person’s',
      'The records were found to be one person’s on 28 January 2026, 09:00',
    ]);
  });
  it('are known as one from then on', async () => expect(await differing(story(), '2026-01-28T09:00:01.000Z')).toEqual([]));
  it('were known by whichever was there first', async () =>
    expect((await at(story(), '2025-12-01T10:00:00.000Z')).known?.records).toEqual([ids.patient]));
});

describe('before anybody had heard of him', () => {
  it('nothing was known, and says until when', async () => {
    const story = new January().registered().result('2025-12-04T09:00:00.000Z', '0.05', '2025-11-20');
    const moment = await at(story, '2025-11-25T12:00:00.000Z');
    expect(moment.known).toBeUndefined();
    expect(moment.rows.map(({ what, known, why }) => [what, known, why])).toContainEqual([
      'Name',
      'Not known',
      'Nothing was known of this patient here until 1 December 2025, 09:00',
    ]);
    expect(moment.rows.find(({ what }) => what === 'PSA of 20 November 2025')?.why).toContain('The sample was taken on 20 November 2025');
    expect(moment.rows.some(({ what }) => what === 'Open tasks')).toBe(false);
  });
});

describe('what a decision rested on', () => {
  const decided = () =>
    psa().reviewed('2026-01-13T08:00:01.000Z', '2026-01-14T10:00:00.000Z').corrected('2026-01-22T15:08:00.000Z', '0.21');
  const rows = async (story: January) => decisionRows(await story.person(), '2026-02-01T00:00:00.000Z', () => 'Ruth Adeyemi');
  it('is the version that could be seen then, and says what became of it', async () =>
    expect(await rows(decided())).toEqual([
      expect.objectContaining({
        by: 'Ruth Adeyemi',
        what: 'Continue as planned',
        reason: 'Well under his limit',
        limit: '0.20 ng/mL, the protocol’s',
        mark: 'PSA of 12 January 2026: The laboratory corrected it from 0.11 to 0.21 on 22 January 2026, 15:08',
        restedOn: [
          {
            result: ids.result,
            name: 'PSA of 12 January 2026',
            words: '0.11 ug/L, final',
            recorded: '13 January 2026, 08:00',
            at: '2026-01-14T10:00:00.000Z',
            since: 'The laboratory corrected it from 0.11 to 0.21 on 22 January 2026, 15:08',
          },
        ],
      }),
    ]));
  it('lacked what came later of a sample that had been taken', async () => {
    const story = psa()
      .reviewed('2026-01-13T08:00:01.000Z', '2026-01-14T10:00:00.000Z')
      .result('2026-01-20T09:00:00.000Z', '0.40', '2026-01-10', '00000000-0000-4000-8000-000000000070');
    expect((await rows(story))[0]?.mark).toBe(
      'The PSA of 10 January 2026 could not be known. The sample was taken on 10 January 2026, and we were told on 20 January 2026, 09:00',
    );
  });
  it('stands where nothing changed', async () =>
    expect((await rows(psa().reviewed('2026-01-13T08:00:01.000Z', '2026-01-14T10:00:00.000Z')))[0]?.mark).toBeUndefined());
  it('is not there before it was made', async () =>
    expect(decisionRows(await decided().person(), '2026-01-14T09:59:59.999Z', () => '')).toEqual([]));
  it('is said of each act in the list of events', async () => {
    const story = decided();
    const marks = marksOn(await story.person());
    const marked = story.told.all.filter((message) => marks.has(message.id)).map(({ type }) => type);
    expect(marked).toEqual([
      'pathway.result-interpreted.v1',
      'pathway.test-fulfilled.v1',
      'pathway.review-opened.v1',
      'alerting.task-opened.v1',
      'pathway.result-reviewed.v1',
    ]);
  });
});
