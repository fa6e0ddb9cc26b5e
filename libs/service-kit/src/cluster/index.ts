export { databaseOf, topicPrefixOf } from './names.js';
