import { alerting as c } from '@rms/contracts';
import { idOfStream, type Fact } from '@rms/event-sourcing/pure';
import { publishes, say, type Published, type Said } from '@rms/messaging/pure';
import { certificate, type CertificateEvent } from '../nobody-is-lost/certificate.aggregate.js';
import { sweep, type SweepEvent } from '../nobody-is-lost/sweep.aggregate.js';
import { task, type TaskEvent } from '../task/task.aggregate.js';
import { team, type TeamEvent } from '../team/team.aggregate.js';

const translateTask = (e: TaskEvent, fact: Fact<TaskEvent>): Said => {
  const { type, ...content } = e;
  const id = { task: idOfStream(fact.stream) };
  switch (type) {
    case 'TaskOpened':
      return say(c.taskOpened, { ...id, ...content, openedAt: fact.metadata['recordedAt'] });
    case 'TaskRestated':
      return say(c.taskRestated, { ...id, ...content });
    case 'TaskClosed':
      return say(c.taskClosed, { ...id, ...content });
    case 'TaskReassigned':
      return say(c.taskReassigned, { ...id, ...content });
    default:
      return type satisfies never;
  }
};

export const alertingPublishes: readonly Published[] = [
  publishes(task, translateTask),
  publishes(team, ({ type: _, ...formed }: TeamEvent, fact) => say(c.teamFormed, { team: idOfStream(fact.stream), ...formed })),
  publishes(certificate, ({ type: _, ...issued }: CertificateEvent, fact) =>
    say(c.certificateIssued, { certificate: idOfStream(fact.stream), ...issued }),
  ),
  publishes(sweep, ({ type: _, ...found }: SweepEvent) => say(c.sweepFinished, found)),
];
