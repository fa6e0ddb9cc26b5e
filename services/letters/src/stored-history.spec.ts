import { storedShapesFold } from '@rms/service-kit/testing';
import { letter, letterSentences } from './letter/letter.aggregate.js';
import { lettersPublishes as publishes } from './published/published.translation.js';

const stored = (name: string): URL => new URL(`../fixtures/stored/${name}.json`, import.meta.url);

storedShapesFold({ aggregate: letter, sentences: letterSentences, publishes }, stored('letter'));
