import { describe, expect, it } from '@jest/globals';
import type { Demographics } from '@rms/contracts';
import { destinationOf } from './addressee.reading.js';
import { formatFor } from './needs.js';

type Kind = Demographics['needs'][number]['kind'];
const formatOf = (kind: Kind, says: string) => formatFor([{ kind, says }]);

describe('a recorded need', () => {
  it.each<readonly [Kind, string]>([
    ['format', 'Standard print'],
    ['contact', 'Letters only'],
    ['contact', 'Prefers post'],
    ['contact', 'By letter.'],
    ['support', 'Wears hearing aids'],
    ['support', 'Needs a longer appointment'],
  ])('that an ordinary letter meets lets it go: %s, “%s”', (kind, says) => expect(formatOf(kind, says)).toEqual({ print: 'standard' }));
  it.each(['Large print', 'Needs large print', 'Large print, 16 point', 'Letters in large print (18pt)', 'large print letter'])(
    'that large print meets has it printed large: “%s”',
    (says) => expect(formatOf('format', says)).toEqual({ print: 'large' }),
  );
  it.each<readonly [Kind, string]>([
    ['format', 'Large print in Braille'],
    ['format', 'Easy read, large print'],
    ['format', 'Large print, 28 point'],
    ['format', 'Audio'],
    ['contact', 'Do not send mail to home: abusive partner'],
    ['contact', 'Telephone calls preferred, cannot read'],
    ['contact', 'No post'],
    ['contact', 'Letters only to his daughter'],
    ['contact', 'Rings after six'],
    ['contact', 'No text messages'],
    ['support', 'Do not send mail to home: abusive partner'],
    ['support', 'Cannot read'],
    ['support', 'Registered blind'],
    ['interpreter', 'Polish'],
  ])('that a letter may not meet stops it and says what is needed: %s, “%s”', (kind, says) =>
    expect(formatOf(kind, says).blockedBy).toContain(says),
  );
  it('that a letter meets does not let go what another one stops', () =>
    expect(
      formatFor([
        { kind: 'format', says: 'Large print' },
        { kind: 'contact', says: 'No post' },
      ]),
    ).toMatchObject({
      print: 'large',
      blockedBy: expect.stringMatching(/needs: No post\./),
    }));
  it('about how to be contacted, whatever it says, stops a text message', () => {
    const patient: Demographics = {
      localIds: [],
      formerIds: [],
      name: { family: 'Allan', given: 'George' },
      sex: 'male',
      phone: '07700 900123',
      needs: [{ kind: 'contact', says: 'Prefers post' }],
    };
    expect(destinationOf({ to: 'patient', about: 'test-missed-again' }, patient, new Set())).toMatchObject({ why: 'no-way-to-reach' });
  });
});
