// Lets Node run the benchmark's TypeScript as it stands: imports say `.js`, as everywhere in this repository, and mean the `.ts` beside it.
import { registerHooks } from 'node:module';

const own = new URL('./src/', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const isOwn = specifier.startsWith('.') && specifier.endsWith('.js') && (context.parentURL ?? '').startsWith(own);
    return next(isOwn ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
