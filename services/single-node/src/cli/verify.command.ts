import { ChainCheck, readHistory, type Finding } from '@rms/event-sourcing';
import { defaultData, operatorFrom } from '../config.js';
import { birthOf } from '@rms/service-kit/embedded';
import { recordReadingOf } from '../directory/record-reading.js';
import { finish, Progress, show } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

/** Checks that the history was not altered: every event's bytes, every stream's chain, revisions, counters and times. */
export const verifyCommand = async (options: ReadOptions): Promise<void> => {
  const data = options.data ?? defaultData();
  birthOf(data);
  await recordReadingOf(data, { operator: operatorFrom(), what: 'all events, to verify them' });
  const check = new ChainCheck();
  const findings: Finding[] = [];
  const progress = new Progress('Verifying');
  try {
    for (const event of readHistory(data)) {
      findings.push(...check.check(event));
      progress.at(check.events, check.events);
    }
  } catch (error) {
    // The file itself is damaged: that is what this command is there to find.
    findings.push({
      position: check.events + 1,
      stream: 'history.db',
      revision: -1,
      what: `cannot be read on: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  progress.end();
  for (const finding of findings)
    show(
      options.json,
      finding,
      () => `Position ${String(finding.position)}, ${finding.stream}, revision ${String(finding.revision)}: ${finding.what}`,
    );
  const summary = { events: check.events, streams: check.streams, findings: findings.length };
  show(
    options.json,
    summary,
    () =>
      `${String(check.events)} events in ${String(check.streams)} streams: ${findings.length === 0 ? 'nothing was altered.' : `${String(findings.length)} findings.`} The end of the log being cut off cannot be seen without a signed head held elsewhere.`,
  );
  finish(findings.length === 0 ? 0 : 1);
};
