#!/usr/bin/env node
// Checks the safety file and writes docs/clinical-safety/hazard-log.md from it. --check writes nothing and says whether it is right.
import { isOwnNode, runOnOwnNode } from '../../libs/build/bin/own-node.mjs';

const own = new URL('../../e2e/safety/', import.meta.url).href;

if (!isOwnNode) runOnOwnNode(process.argv.slice(1));
else {
  const { registerHooks } = await import('node:module');
  // Imports say `.js`, as everywhere in this repository, and mean the `.ts` beside it.
  registerHooks({
    resolve(specifier, context, next) {
      const isOwn = specifier.startsWith('.') && specifier.endsWith('.js') && (context.parentURL ?? '').startsWith(own);
      return next(isOwn ? specifier.replace(/\.js$/, '.ts') : specifier, context);
    },
  });
  await import(new URL('main.ts', own).href);
}
