import { storedShapesFold } from '@rms/service-kit/testing';
import { followUp } from './follow-up/follow-up.aggregate.js';
import { followUpSentences } from './follow-up/follow-up.sentences.js';
import { holidayAggregate, holidaySentences } from './holiday/holiday.decider.js';
import { protocolAggregate, protocolSentences } from './protocol/protocol.decider.js';
import { pathwayPublishes as publishes } from './published/published.translation.js';

const stored = (name: string): URL => new URL(`../fixtures/stored/${name}.json`, import.meta.url);

storedShapesFold({ aggregate: followUp, sentences: followUpSentences, publishes }, stored('follow-up'));
storedShapesFold({ aggregate: protocolAggregate, sentences: protocolSentences, publishes }, stored('protocol'));
storedShapesFold({ aggregate: holidayAggregate, sentences: holidaySentences, publishes }, stored('holiday'));
