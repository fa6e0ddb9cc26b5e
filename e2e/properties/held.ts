import type { StoredEvent } from '@rms/event-sourcing';

interface ScheduledTest {
  readonly test: string;
  readonly dueOn: string;
  readonly required: boolean;
}
interface FollowUpData {
  readonly tests?: readonly ScheduledTest[];
  readonly test?: string | ScheduledTest;
  readonly review?: string;
  readonly recall?: string;
  readonly result?: string;
  readonly considered?: {
    readonly result: string;
    readonly status: string;
    readonly value: { readonly kind: string; readonly value?: number; readonly comparator?: string };
  };
}

/** One follow-up as its facts tell it, read without any code of the service that recorded them. */
class FollowUpAsTold {
  #phase: 'none' | 'active' | 'over' = 'none';
  readonly #tests = new Map<string, ScheduledTest>();
  readonly #done = new Set<string>();
  readonly #reviews = new Map<string, string | undefined>();
  readonly #recalls = new Set<string>();
  readonly #values = new Map<string, NonNullable<FollowUpData['considered']>>();

  hear(type: string, data: FollowUpData): void {
    const { review = '', recall = '', result } = data;
    const test = typeof data.test === 'string' ? data.test : (data.test?.test ?? '');
    switch (type) {
      case 'FollowUpStarted':
        this.#phase = 'active';
        for (const one of data.tests ?? []) this.#tests.set(one.test, one);
        break;
      case 'FollowUpResumed':
        this.#phase = 'active';
        break;
      case 'FollowUpEnded':
      case 'StartUndone':
        this.#phase = 'over';
        break;
      case 'TestAdded':
        if (typeof data.test === 'object') this.#tests.set(test, data.test);
        break;
      case 'TestFulfilled':
        this.#done.add(test);
        break;
      case 'TestReopened':
        this.#done.delete(test);
        break;
      case 'ReviewOpened':
        this.#reviews.set(review, result);
        break;
      case 'ReviewWithdrawn':
      case 'ResultReviewed':
        this.#reviews.delete(review);
        break;
      case 'RecallRequested':
        this.#recalls.add(recall);
        break;
      case 'RecallSettled':
        this.#recalls.delete(recall);
        break;
      case 'ResultInterpreted':
        if (data.considered !== undefined) this.#values.set(data.considered.result, data.considered);
        break;
      case 'ReadingWithdrawn':
        this.#values.delete(result ?? '');
        break;
    }
  }

  // A test that a later one has overtaken is not waited for any more.
  #waitsForATest(): boolean {
    const lastDone =
      [...this.#done]
        .map((test) => this.#tests.get(test)?.dueOn ?? '')
        .sort()
        .at(-1) ?? '';
    return [...this.#tests.values()].some(({ test, dueOn, required }) => required && !this.#done.has(test) && dueOn > lastDone);
  }

  get isHeld(): boolean {
    return this.#phase !== 'active' || this.#reviews.size > 0 || this.#recalls.size > 0 || this.#waitsForATest();
  }

  /** Results that a clinician has to look at and that no open review is about; nobody has decided anything in these stories. */
  unreviewed(limit: number): readonly string[] {
    if (this.#phase !== 'active') return [];
    const about = new Set(this.#reviews.values());
    return [...this.#values.values()]
      .filter(
        ({ status, value }) =>
          status !== 'preliminary' && (value.kind !== 'quantity' || (value.comparator !== '<' && (value.value ?? 0) >= limit)),
      )
      .map(({ result }) => result)
      .filter((result) => !about.has(result));
  }

  get openReviews(): readonly string[] {
    return [...this.#reviews.keys()];
  }
}

interface TaskData {
  readonly kind?: string;
  readonly about?: string;
}
const dataOf = (event: StoredEvent): FollowUpData & TaskData => JSON.parse(Buffer.from(event.data).toString()) as FollowUpData & TaskData;

/** Who is lost in a history, one line each: after every append, and at its end. `limit` is the one that all of its follow-ups have. */
export const lostIn = (events: readonly StoredEvent[], limit: number): readonly string[] => {
  const lost: string[] = [];
  const followUps = new Map<string, FollowUpAsTold>();
  const tasks = new Map<string, string>();
  events.forEach((event, index) => {
    if (event.stream.startsWith('alerting.task-')) {
      const { kind, about = '' } = dataOf(event);
      if (event.type === 'TaskOpened' && kind === 'review') tasks.set(event.stream, about);
      if (event.type === 'TaskClosed') tasks.delete(event.stream);
    }
    if (!event.stream.startsWith('pathway.follow-up-')) return;
    const followUp = followUps.get(event.stream) ?? new FollowUpAsTold();
    followUps.set(event.stream, followUp);
    followUp.hear(event.type, dataOf(event));
    const next = events[index + 1];
    const isEndOfAppend = next?.stream !== event.stream || next.metadata['commandId'] !== event.metadata['commandId'];
    if (isEndOfAppend && !followUp.isHeld) lost.push(`nothing holds ${event.stream} after ${event.type} at ${String(event.position)}`);
  });
  const open = [...followUps.values()].flatMap((followUp) => followUp.openReviews);
  const withTask = [...tasks.values()];
  return [
    ...lost,
    ...[...followUps].flatMap(([stream, followUp]) =>
      followUp.unreviewed(limit).map((result) => `nobody is asked about ${result} of ${stream}`),
    ),
    ...open.filter((review) => !withTask.includes(review)).map((review) => `review ${review} is nobody’s task`),
    ...withTask
      .filter((review, index) => !open.includes(review) || withTask.indexOf(review) !== index)
      .map((review) => `a task is about ${review}, which is not open, or has another`),
  ];
};
