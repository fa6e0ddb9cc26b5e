import { storedShapesFold } from '@rms/service-kit/testing';
import { access, accessSentences } from './access/access.aggregate.js';
import { staffAggregate, staffSentences } from './staff/staff.aggregate.js';
import { gatewayPublishes as publishes } from './published/published.translation.js';

const stored = (name: string): URL => new URL(`../fixtures/stored/${name}.json`, import.meta.url);

storedShapesFold({ aggregate: access, sentences: accessSentences, publishes }, stored('access'));
storedShapesFold({ aggregate: staffAggregate, sentences: staffSentences, publishes }, stored('staff'));
