export { assembleResults, resultsCollections, resultsCopies, resultsHistory, resultsTellers } from './results.js';
export type { ResultsPorts } from './results.js';
export { result } from './result/result.aggregate.js';
export type { ResultState } from './result/result.aggregate.js';
