import ts from 'typescript';

const namesOfTests = ['it', 'test'];

// `it(…)`, `it.each(…)(…)`, `describe.each(…)(…)`
const nameCalled = (expression: ts.Expression): string | undefined => {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) return nameCalled(expression.expression);
  return ts.isCallExpression(expression) ? nameCalled(expression.expression) : undefined;
};

const isTable = ({ expression }: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(expression) && expression.name.text === 'each';

const textOf = (node: ts.Node | undefined): string | undefined => {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…') : undefined;
};

/** The titles of the tests in a spec, as they stand in its source, each with those of the groups around it: `group › title`. */
export const testTitlesIn = (source: string): readonly string[] => {
  const titles: string[] = [];
  const look = (node: ts.Node, groups: readonly string[]): void => {
    const name = ts.isCallExpression(node) && !isTable(node) ? nameCalled(node.expression) : undefined;
    const title = ts.isCallExpression(node) ? textOf(node.arguments[0]) : undefined;
    if (name !== undefined && title !== undefined && namesOfTests.includes(name)) titles.push([...groups, title].join(' › '));
    const within = name === 'describe' && title !== undefined ? [...groups, title] : groups;
    ts.forEachChild(node, (child) => {
      look(child, within);
    });
  };
  look(ts.createSourceFile('a.spec.ts', source, ts.ScriptTarget.Latest, true), []);
  return titles;
};

const ownTitle = (title: string): string => title.split(' › ').at(-1) ?? '';

/** How many tests a reference names: those whose title, with or without its groups, begins with it; one that is it exactly is alone. */
export const testsNamed = (titles: readonly string[], reference: string): number => {
  const exact = titles.filter((title) => title === reference || ownTitle(title) === reference);
  if (exact.length > 0) return exact.length;
  return titles.filter((title) => title.startsWith(reference) || ownTitle(title).startsWith(reference)).length;
};
