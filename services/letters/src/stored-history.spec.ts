import { storedShapesFold } from '@rms/service-kit/testing';
import { letter } from './letter/letter.aggregate.js';
import { letterSentences } from './letter/letter.sentences.js';
import { lettersPublishes as publishes } from './published/published.translation.js';
import { practice, practiceSentences } from './practice/practice.aggregate.js';
import { sender, senderSentences } from './sender/sender.aggregate.js';
import { template, templateSentences } from './template/template.aggregate.js';

const stored = (name: string): URL => new URL(`../fixtures/stored/${name}.json`, import.meta.url);

storedShapesFold({ aggregate: letter, sentences: letterSentences, publishes }, stored('letter'));
storedShapesFold({ aggregate: template, sentences: templateSentences, publishes }, stored('template'));
storedShapesFold({ aggregate: sender, sentences: senderSentences, publishes }, stored('sender'));
storedShapesFold({ aggregate: practice, sentences: practiceSentences, publishes }, stored('practice'));
