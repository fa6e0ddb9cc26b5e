#!/usr/bin/env node
// Writes docs/architecture/dependencies.md from .nx/graph.json, which npm run check makes. --check writes nothing and says whether it is right.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const file = join(root, 'docs', 'architecture', 'dependencies.md');
const { graph } = JSON.parse(readFileSync(join(root, '.nx', 'graph.json'), 'utf8'));
const plain = (name) => name.replace('@rms/', '');
const projects = Object.keys(graph.nodes).sort();
const needs = new Map(
  projects.map((name) => [name, graph.dependencies[name].map(({ target }) => target).filter((to) => to in graph.nodes)]),
);

const reachable = (from) => {
  const found = new Set();
  const walk = (name) => needs.get(name).forEach((to) => found.has(to) || (found.add(to), walk(to)));
  walk(from);
  return found;
};
// An arrow is drawn only where no longer way leads there: the picture stays readable and loses nothing.
const drawn = (name) => needs.get(name).filter((to) => !needs.get(name).some((other) => other !== to && reachable(other).has(to)));
const kindOf = (name) => graph.nodes[name].data.tags.find((tag) => tag.startsWith('type:'))?.slice('type:'.length) ?? '';

const page = `# Which project needs which

Made by \`node docs/bin/dependencies.mjs\` from \`.nx/graph.json\`, which \`npm run check\` writes; \`--check\` says whether it is still so. Projects need what their \`package.json\` names. The rules are in \`eslint.config.mjs\`: a library needs libraries and contracts, a service needs libraries and contracts, contracts need nothing, and only the single node needs services. e2e needs whatever it tests and is left out of the picture.

An arrow is left out where a longer way leads to the same place.

\`\`\`mermaid
flowchart TD
${projects
  .filter((name) => kindOf(name) !== 'e2e')
  .flatMap((name) => [`  ${plain(name)}["${plain(name)}"]`, ...drawn(name).map((to) => `  ${plain(name)} --> ${plain(to)}`)])
  .join('\n')}
\`\`\`

| Project | Kind | Needs |
|---|---|---|
${projects.map((name) => `| ${plain(name)} | ${kindOf(name)} | ${needs.get(name).map(plain).sort().join(', ') || 'nothing of ours'} |`).join('\n')}
`;

if (!process.argv.includes('--check')) writeFileSync(file, page);
else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/architecture/dependencies.md is not what the projects need. Run node docs/bin/dependencies.mjs.');
  process.exitCode = 1;
}
