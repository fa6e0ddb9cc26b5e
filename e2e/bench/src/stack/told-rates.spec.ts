import { describe, expect, it } from '@jest/globals';
import { ratesRow } from './told-rates.js';

const peer = { name: 'alone', rates: [100, 100, 100, 100, 100, 100, 100] };

describe('a row of rates', () => {
  it('holds the lower end of the ratio’s interval against the target', () => {
    const row = ratesRow({ path: 'publish', ours: [95, 96, 97, 98, 99, 100, 80], peer, ratio: 0.9 });
    expect(row).toMatchObject({ ours: '97/s', peer: 'alone 100/s', ratio: '0.97×', target: '≥ 0.9×', met: false });
    expect(ratesRow({ path: 'publish', ours: [95, 96, 97, 98, 99, 100, 95], peer, ratio: 0.9 }).met).toBe(true);
  });

  it('holds a rate without a peer against its own target, and says nothing where there is none', () => {
    expect(ratesRow({ path: 'relay', ours: [19_000, 21_000, 22_000], rate: 20_000 })).toMatchObject({
      ours: '21,000/s',
      ratio: '–',
      target: '≥ 20,000/s',
      met: false,
    });
    expect(ratesRow({ path: 'intake', ours: [300] }).met).toBeUndefined();
  });
});
