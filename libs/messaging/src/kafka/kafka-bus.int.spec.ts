import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@rms/event-sourcing';
import { Listener, MemoryPlaces, Owners } from '../testing/index.js';
import { whoseBrokerIsKilled } from './broker-killed.fixture.js';
import { brokerToKill, brokerToTry } from './config.js';
import { whereKafkaCannotBeReliedOn } from './doubts.fixture.js';
import { kafkaBus, type KafkaBusOptions } from './index.js';
import { whoRelays } from './relay.fixture.js';
import { withOddRecordsAndHandlers } from './records.fixture.js';

describe('a consumer whose broker is away', () => {
  const failures: string[] = [];
  const options: KafkaBusOptions = {
    kafka: { brokers: ['127.0.0.1:1'], clientId: 'test' },
    histories: new Owners().histories,
    places: () => new MemoryPlaces(),
    taste: { knows: () => true, problemWith: () => undefined },
    clock: systemClock,
    onFailure: (group, error) => failures.push(`${group}: ${String(error)}`),
    onIncident: () => undefined,
    onStalled: () => undefined,
    onFatal: (_, error) => failures.push(`fatal: ${String(error)}`),
  };

  it('does not say that it is up to date, and ends when it is told to', async () => {
    const listener = new Listener('one', ['alpha']);
    const subscription = listener.on(kafkaBus(options));
    const { at, of } = await subscription.progress();
    expect(of - at).toBeGreaterThan(0);
    await subscription.stop();
    expect([listener.readied, failures.some((each) => each.startsWith('fatal'))]).toEqual([[], false]);
  }, 30_000);

  it('is not begun without the history of a service it hears', () => {
    expect(() => kafkaBus({ ...options, histories: new Map() }).subscribe(new Listener('one', ['alpha']).subscriber)).toThrow(
      'one hears alpha, whose published history is not given.',
    );
  });
});

const toKill = brokerToKill();
if (toKill !== undefined) whoseBrokerIsKilled(toKill);
const broker = brokerToTry();
if (broker !== undefined) {
  whereKafkaCannotBeReliedOn(broker);
  withOddRecordsAndHandlers(broker);
  whoRelays(broker);
}
