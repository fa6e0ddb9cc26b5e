import { describe, expect, it } from '@jest/globals';
import { observationGroups, type ObservationGroup } from './observation-groups.js';
import { parseMessage } from './parsed-message.js';

const groupsOf = (...segments: readonly string[]): readonly ObservationGroup[] => {
  const parsed = parseMessage(Buffer.from(['MSH|^~\\&|LAB||||||ORU^R01|1|T|2.4', ...segments].map((segment) => `${segment}\r`).join('')));
  if (!parsed.ok) throw new Error(parsed.rule);
  return observationGroups(parsed);
};

/** A group in one line: order, request, results with their notes, notes of the order, others. */
const shown = ({ patient, order, request, observations, notes, others }: ObservationGroup): string => {
  const results = observations.map(
    ({ obx, notes: under, specimen }) => `${obx.text(1)}${specimen === undefined ? '' : '@'}[${under.map((nte) => nte.text(3)).join()}]`,
  );
  return `${patient?.text(1) ?? '-'} ${order?.text(1) ?? '-'} ${request?.text(1) ?? '-'} ${results.join('')} (${notes.map((nte) => nte.text(3)).join()}) {${others.map(({ name }) => name).join()}}`;
};
const shownGroups = (...segments: readonly string[]): readonly string[] => groupsOf(...segments).map(shown);

describe('the results of a message', () => {
  it('are grouped by order, each with its notes', () => {
    expect(
      shownGroups('PID|P', 'PV1|1', 'ORC|A', 'OBR|1', 'NTE|||n1', 'OBX|1', 'NTE|||n2', 'NTE|||n3', 'OBX|2', 'ORC|B', 'OBR|2', 'OBX|3'),
    ).toEqual(['P A 1 1[n2,n3]2[] (n1) {}', 'P B 2 3[] () {}']);
  });

  it('do not need ORC, PV1 or PID', () => {
    expect(shownGroups('OBR|1', 'OBX|1', 'OBR|2', 'OBX|2')).toEqual(['- - 1 1[] () {}', '- - 2 2[] () {}']);
    expect(shownGroups('PID|P', 'ORC|A', 'OBR|1', 'PV1|1', 'OBX|1')).toEqual(['P A 1 1[] () {}']);
  });

  it('keep one ORC for one OBR', () => {
    expect(shownGroups('ORC|A', 'OBR|1', 'OBX|1', 'OBR|2', 'OBX|2')).toEqual(['- A 1 1[] () {}', '- - 2 2[] () {}']);
  });

  it('find an ORC that follows its OBR', () => {
    expect(shownGroups('OBR|1', 'ORC|A', 'OBX|1')).toEqual(['- A 1 1[] () {}']);
  });

  it('begin a group where an ORC has no OBR of its own', () => {
    expect(shownGroups('ORC|A', 'OBR|1', 'OBX|1', 'ORC|B', 'OBX|2')).toEqual(['- A 1 1[] () {}', '- B - 2[] () {}']);
  });

  it('may come without any order, as in MDM', () => {
    expect(shownGroups('PID|P', 'TXA|1', 'OBX|1', 'OBX|2')).toEqual(['P - - 1[]2[] () {}']);
  });

  it('may be none: an order without results is still a group', () => {
    expect(shownGroups('ORC|A', 'OBR|1', 'NTE|||cancelled')).toEqual(['- A 1  (cancelled) {}']);
    expect(shownGroups('PID|P', 'PV1|1')).toEqual([]);
  });

  it('belong to the person named last, so that two people in one message are told apart', () => {
    expect(shownGroups('PID|P', 'OBR|1', 'OBX|1', 'PID|Q', 'OBX|2', 'OBR|2', 'OBX|3')).toEqual([
      'P - 1 1[] () {}',
      'Q - - 2[] () {}',
      'Q - 2 3[] () {}',
    ]);
  });

  it('do not take an order across people', () => {
    expect(shownGroups('PID|P', 'ORC|A', 'PID|Q', 'OBR|1', 'OBX|1')).toEqual(['Q - 1 1[] () {}']);
  });

  it('leave notes about the person out', () => {
    expect(shownGroups('PID|P', 'NTE|||about him', 'OBR|1', 'OBX|1')).toEqual(['P - 1 1[] () {}']);
  });

  it('take notes behind ORC as notes of the order', () => {
    expect(shownGroups('ORC|A', 'NTE|||n', 'OBR|1', 'OBX|1')).toEqual(['- A 1 1[] (n) {}']);
  });

  it('mark what was observed of a specimen, and keep its notes from the result before it', () => {
    expect(shownGroups('OBR|1', 'OBX|1', 'SPM|1', 'NTE|||haemolysed', 'OBX|2', 'OBR|2', 'OBX|3')).toEqual([
      '- - 1 1[]2@[] () {SPM,NTE}',
      '- - 2 3[] () {}',
    ]);
  });

  it('keep whatever else stands among them in sight', () => {
    expect(shownGroups('OBR|1', 'TQ1|1', 'OBX|1', 'rest of a report', 'ZDS|1')).toEqual(['- - 1 1[] () {TQ1,,ZDS}']);
  });
});
