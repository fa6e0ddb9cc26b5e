import { quarantineOf, quarantineSentences } from '@rms/intake';
import { storedShapesFold } from '@rms/service-kit/testing';
import { result, resultSentences } from './result/result.aggregate.js';
import { resultsPublishes as publishes } from './published/published.translation.js';

const stored = (name: string): URL => new URL(`../fixtures/stored/${name}.json`, import.meta.url);

storedShapesFold({ aggregate: result, sentences: resultSentences, publishes }, stored('result'));
storedShapesFold({ aggregate: quarantineOf('results'), sentences: quarantineSentences, publishes }, stored('quarantine'));
