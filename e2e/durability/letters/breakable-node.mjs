// The whole system in a process of its own, as `rms start` starts it, with a place between it and its store or carrier at which it
// can be made to end: SIGKILL, in the middle of a step. Run with a channel: it is asked and told over messages.
import { readConfig, startNode } from '@rms/single-node';

const data = process.argv[2];
/** How long the carrier takes before it has a letter and before it answers: time in which a kill may fall. */
const carrierTakesMs = Number(process.argv[3] ?? '0');
/** A fault on purpose: whoever calls the carrier calls twice. */
const callsTwice = process.argv[4] === 'calls-twice';

const armed = { at: '', hits: 0 };
/** Ends the process when it comes to the point for the time that was asked for. Nothing after it runs. */
const point = (name) => {
  if (name !== armed.at) return;
  armed.hits -= 1;
  if (armed.hits > 0) return;
  process.send({ ended: name }, () => process.kill(process.pid, 'SIGKILL'));
  return new Promise(() => undefined);
};
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const between = {
  store: (store) =>
    new Proxy(store, {
      get: (target, key) => {
        if (key === 'append')
          return async (stream, expected, events) => {
            for (const { type } of events) await point(`before ${type} is recorded`);
            const answer = await target.append(stream, expected, events);
            for (const { type } of events) await point(`after ${type} is recorded`);
            return answer;
          };
        const value = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
  carrier: (carrier) => ({
    send: async (item) => {
      await point('before the carrier is called');
      await wait(carrierTakesMs);
      if (callsTwice) await carrier.send(item);
      const sent = await carrier.send(item);
      await point('after the carrier has taken it');
      await wait(carrierTakesMs);
      return sent;
    },
    status: async (key) => {
      await point('before the carrier is asked');
      const status = await carrier.status(key);
      await point('after the carrier has said what he knows');
      return status;
    },
  }),
};

const config = readConfig({ data, seed: 'empty', http: '0', mllp: '0', clock: 'training' });
// Good news does not cool off: a letter may leave as soon as it is approved.
const node = await startNode({ ...config, letterTimes: { coolingMinutes: 0 } }, between);
const [host, port] = node.mllp.split(':');
const answers = {
  doors: () => ({ mllp: { host, port: Number(port) }, letters: node.node.ownerUrl('letters'), pathway: node.node.ownerUrl('pathway') }),
  token: ({ of }) => node.tokenFor(of),
  quiet: () => node.quiet(),
  arm: ({ at, hits }) => {
    Object.assign(armed, { at, hits });
  },
  advance: ({ hours }) => node.advance(node.clock.now() + hours * 3_600_000),
};
process.on('message', ({ id, ask, ...more }) => {
  Promise.resolve()
    .then(() => answers[ask](more))
    .then(
      (answer) => process.send({ id, answer: answer ?? null }),
      (error) => process.send({ id, failed: String(error?.stack ?? error) }),
    );
});
process.on('SIGTERM', () => {
  void node.close().then(() => process.exit(0));
});
process.send({ ready: true });
