import type { Reconciliation } from './reconcile.js';

type Sums = Omit<Reconciliation, 'trust'>;

/** Which sums of a certificate are wrong, in words; none when it adds up. */
export const wrongSums = ({
  everEnrolled,
  left,
  leftBecause,
  inFollowUp,
  withOwnedTask,
  withNextAction,
  exceptions,
}: Sums): readonly string[] => {
  const reasons = Object.values(leftBecause).reduce((sum, n) => sum + n, 0);
  const held = withOwnedTask + withNextAction + exceptions.length;
  return [
    ...(everEnrolled === left + inFollowUp
      ? []
      : [`${String(everEnrolled)} ever enrolled are not ${String(left)} who left and ${String(inFollowUp)} in follow-up.`]),
    ...(left === reasons ? [] : [`${String(left)} who left have ${String(reasons)} reasons.`]),
    ...(inFollowUp === held
      ? []
      : [
          `${String(inFollowUp)} in follow-up are not ${String(withOwnedTask)} with a task, ${String(withNextAction)} with a date and ${String(exceptions.length)} not held.`,
        ]),
  ];
};
