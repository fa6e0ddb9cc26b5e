// On a cluster six processes and four engines share the cores on which one process has the journeys to itself: each may take longer.
import { TestEnvironment } from 'jest-environment-node';

const times = 4;
const usualMs = 5000;
const lengthened = new WeakSet();
const lengthen = (step) => {
  if (lengthened.has(step)) return;
  lengthened.add(step);
  step.timeout = (step.timeout ?? 3 * usualMs) * times;
};

export default class PatientEnvironment extends TestEnvironment {
  handleTestEvent(event) {
    if (event.name === 'hook_start') lengthen(event.hook);
    if (event.name === 'test_fn_start') lengthen(event.test);
  }
}
