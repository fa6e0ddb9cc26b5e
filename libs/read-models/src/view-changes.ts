import { canonicalText } from './canonical.js';
import type { Copies, Copy, CopyDocument, View } from './definitions.js';
import type { Change, Document, DocumentStore } from './documents.js';

export interface ViewParts {
  readonly documents: DocumentStore;
  readonly views: readonly View[];
  readonly copies: Copies;
}
interface ViewKey {
  readonly trust: string;
  readonly id: string;
}

const keysOf = async ({ copies }: ViewParts, view: View, changed: { readonly copy: Copy; readonly documents: readonly CopyDocument[] }) => {
  const keys = new Map<string, ViewKey>();
  for (const document of changed.documents)
    for (const id of (await view.affectedBy[changed.copy.name]?.(document, copies)) ?? []) keys.set(id, { trust: document.trust, id });
  return keys.values();
};

const changeOf = async ({ documents, copies }: ViewParts, view: View, key: ViewKey): Promise<readonly Change[]> => {
  const before = await documents.raw<Document>(view.name, key.id);
  const after = await view.compute(key, copies);
  if (after === undefined) return before === undefined ? [] : [{ remove: key.id, trust: key.trust, from: view.name }];
  const isSame = before !== undefined && canonicalText(before) === canonicalText(after);
  return isSame ? [] : [{ put: after, into: view.name }];
};

/** What must be rewritten in the views when documents of a copy changed, computed from copies alone. */
export const viewChanges = async (
  parts: ViewParts,
  changed: { readonly copy: Copy; readonly documents: readonly CopyDocument[] },
): Promise<readonly Change[]> => {
  const changes: Change[] = [];
  for (const view of parts.views) for (const key of await keysOf(parts, view, changed)) changes.push(...(await changeOf(parts, view, key)));
  return changes;
};
