import { storedShapesFold } from '@rms/service-kit/testing';
import { certificate, certificateSentences } from './nobody-is-lost/certificate.aggregate.js';
import { sweep, sweepSentences } from './nobody-is-lost/sweep.aggregate.js';
import { colleague, colleagueSentences } from './colleague/colleague.aggregate.js';
import { helplineCall, helplineCallSentences } from './helpline-call/helpline-call.aggregate.js';
import { task, taskSentences } from './task/task.aggregate.js';
import { team, teamSentences } from './team/team.aggregate.js';
import { alertingPublishes as publishes } from './published/published.translation.js';
import { workingHours, workingHoursSentences } from './working-hours/working-hours.aggregate.js';

const stored = (name: string): URL => new URL(`../fixtures/stored/${name}.json`, import.meta.url);

storedShapesFold({ aggregate: task, sentences: taskSentences, publishes }, stored('task'));
storedShapesFold({ aggregate: team, sentences: teamSentences, publishes }, stored('team'));
storedShapesFold({ aggregate: certificate, sentences: certificateSentences, publishes }, stored('certificate'));
storedShapesFold({ aggregate: sweep, sentences: sweepSentences, publishes }, stored('sweep'));
storedShapesFold({ aggregate: colleague, sentences: colleagueSentences, publishes }, stored('colleague'));
storedShapesFold({ aggregate: helplineCall, sentences: helplineCallSentences, publishes }, stored('helpline-call'));
storedShapesFold({ aggregate: workingHours, sentences: workingHoursSentences, publishes }, stored('working-hours'));
