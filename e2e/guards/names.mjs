/** What is wrong with a file's path, in words; nothing when it is right. */
export const wrongInPath = (path) => {
  const file = path.split('/').at(-1) ?? '';
  const folders = path.split('/').slice(0, -1);
  if (!/^[a-z0-9.-]+$/.test(file)) return `${path}: file names are kebab-case`;
  const vague = /(^|[.-])(utils?|helpers?|common|misc|manager|base|data|info)([.-]|$)/.exec(file.replace(/^data-directory/, ''));
  if (vague !== null) return `${path}: "${vague[2] ?? ''}" says nothing about what is in it`;
  const layer = folders.find((folder) =>
    ['controllers', 'dtos', 'interfaces', 'utils', 'helpers', 'models', 'services-impl', 'types'].includes(folder),
  );
  return layer === undefined ? undefined : `${path}: the tree speaks the domain, and "${layer}" is a layer`;
};

/** What is wrong with the type of a contract, in words. */
export const wrongInContract = (type) => {
  if (!/^[a-z-]+\.[a-z-]+\.v\d+$/.test(type)) return `${type}: a contract is <context>.<fact>.v<major>`;
  const vague = /(updated|changed|processed|handled)/.exec(type);
  return vague === null ? undefined : `${type}: "${vague[0]}" is no clinical fact`;
};
