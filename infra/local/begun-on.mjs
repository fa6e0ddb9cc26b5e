// What a stack was begun on. A history under the read models of another, or secrets beside a history that others made, would show a
// region that never was; so a stack stays on the stores it was begun on.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotBeHad } from './java-files.mjs';
import { nothingGiven } from './given-engines.mjs';

const answersWithinMs = 15_000;
const noteIn = (folder) => join(folder, 'begun-on.json');
const ownEnvironmentIn = (folder) => join(folder, 'environment');

/** What a region in a folder does not start itself, `{ engines, stores }`; `undefined` where none was begun there. */
export const begunOn = (folder) => {
  if (existsSync(noteIn(folder))) return JSON.parse(readFileSync(noteIn(folder), 'utf8'));
  return existsSync(ownEnvironmentIn(folder)) ? nothingGiven : undefined;
};

const nameOf = (store) => (store === undefined ? 'this system’s own door' : `the event store at ${store.hosts}`);
const namesOf = (engines) => (engines ? 'engines that others run' : 'engines of its own');
const advice = 'Set it as it was, or give the new stack a folder of its own (RMS_STACK_DATA).';

const refuseAnother = (before, { engines, stores }) => {
  for (const [name, variable] of [
    ['history', 'EVENTSTORE_URL'],
    ['intake', 'EVENTSTORE_INTAKE_URL'],
  ])
    if (before.stores[name]?.hosts !== stores[name]?.hosts)
      throw new CannotBeHad(
        `This stack was begun with ${nameOf(before.stores[name])} for its ${name}, and by ${variable} it would be ${nameOf(stores[name])}. ${advice}`,
      );
  if (before.engines !== engines)
    throw new CannotBeHad(
      `This stack was begun on ${namesOf(before.engines)}, and by RMS_STACK_ENGINES it would be on ${namesOf(engines)}. ${advice}`,
    );
};

const lastPositionOf = async ({ url }, credentials) => {
  const { EventStoreDbEventStore } = await import('@rms/event-sourcing/eventstoredb');
  const store = new EventStoreDbEventStore({ url, credentials });
  try {
    const nothing = pause(answersWithinMs, undefined, { ref: false }).then(() => {
      throw new Error(`no answer within ${String(answersWithinMs / 1000)} s`);
    });
    return await Promise.race([store.lastPosition(), nothing]);
  } finally {
    await store.close();
  }
};

// What the client adds around the reason says nothing to whoever reads it.
const whyOf = ({ message }) => message.replace(/^The event store is not available now: /, '').replace(/\.?\s*Resolution note:.*$/s, '');

const look = async (store, credentials, isNew) => {
  const { variable, hosts } = store;
  const last = await lastPositionOf(store, credentials).catch((error) => {
    throw new CannotBeHad(`${variable} names ${hosts}, and that event store cannot be reached: ${whyOf(error)}.`);
  });
  if (isNew && last !== 0)
    throw new CannotBeHad(
      `The event store at ${hosts} (${variable}) holds facts already, and this stack did not begin it. ` +
        'Name an empty one, or the folder of the stack that did (RMS_STACK_DATA).',
    );
};

/**
 * Sees that each event store that is given answers, and that a region stands on what it was begun on; a new one on nothing that holds
 * facts already. Notes it. Needs what is compiled. Rejects with `CannotBeHad`.
 */
export const standOn = async (folder, given) => {
  const before = begunOn(folder);
  if (before !== undefined) refuseAnother(before, given);
  for (const store of Object.values(given.stores)) await look(store, given.credentials, before === undefined);
  mkdirSync(folder, { recursive: true });
  const stores = Object.fromEntries(Object.entries(given.stores).map(([name, { variable, hosts }]) => [name, { variable, hosts }]));
  writeFileSync(noteIn(folder), JSON.stringify({ engines: given.engines, stores }));
};
