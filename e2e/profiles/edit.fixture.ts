const segmentsOf = (message: string): readonly string[] => message.split('\r').filter((line) => line !== '');
const textOf = (segments: readonly string[]): string => segments.map((segment) => `${segment}\r`).join('');

/** MSH-1 is the separator itself, so the fields of MSH stand one place further to the left. */
const placeOf = (segment: string, field: number): number => (segment === 'MSH' ? field - 1 : field);

const indexOf = (segments: readonly string[], name: string, nth: number): number => {
  const found = segments.flatMap((line, index) => (line.startsWith(`${name}|`) ? [index] : []));
  const index = found[nth - 1];
  if (index === undefined) throw new Error(`There is no ${name} number ${String(nth)} in the example`);
  return index;
};

const withField = (line: string, field: number, value: string): string => {
  const fields = line.split('|');
  const place = placeOf(fields[0] ?? '', field);
  while (fields.length <= place) fields.push('');
  fields[place] = value;
  return fields.join('|');
};

const assignment = /^([A-Z0-9]{3})(?:\[(\d+)\])?-(\d+) =(.*)$/;

const assigned = (segments: readonly string[], edit: string): readonly string[] => {
  const [, name = '', nth = '1', field = '', value = ''] = assignment.exec(edit) ?? [];
  if (name === '') throw new Error(`“${edit}” is not an edit`);
  const at = indexOf(segments, name, Number(nth));
  return segments.with(at, withField(segments[at] ?? '', Number(field), value.trim()));
};

const again = (segments: readonly string[], name: string, change: string | undefined): readonly string[] => {
  const at = indexOf(segments, name, 1);
  const [copy = ''] = change === undefined ? [segments[at] ?? ''] : assigned([segments[at] ?? ''], change);
  return segments.toSpliced(at + 1, 0, copy);
};

/**
 * The message after an edit as the pages write it: `PID-7 = 19570512` sets a field, `PID-7 =` empties it, `OBX[2]-5 = x` means the
 * second OBX, `no PV1` takes a segment out, `again OBX` repeats one, `again OBX with OBX-5 = x` repeats it with a change, `BHS first`
 * puts a segment before all others.
 */
export const edited = (message: string, edit: string): string => {
  const segments = segmentsOf(message);
  const [, removed] = /^no ([A-Z0-9]{3})$/.exec(edit) ?? [];
  if (removed !== undefined) return textOf(segments.filter((line) => !line.startsWith(`${removed}|`)));
  const [, repeated, change] = /^again ([A-Z0-9]{3})(?: with (.+))?$/.exec(edit) ?? [];
  if (repeated !== undefined) return textOf(again(segments, repeated, change));
  const [, first] = /^([A-Z]{3}) first$/.exec(edit) ?? [];
  return textOf(first === undefined ? assigned(segments, edit) : [`${first}|^~\\&`, ...segments]);
};

/** The message with a field of every segment of that name empty, `OBX-5`. */
export const without = (message: string, field: string): string => {
  const [name = '', number = ''] = field.split('-');
  return textOf(segmentsOf(message).map((line) => (line.startsWith(`${name}|`) ? withField(line, Number(number), '') : line)));
};
