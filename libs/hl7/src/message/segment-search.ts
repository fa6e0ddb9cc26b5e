import { spells } from './header.js';
import { CR, LF, endsSegment } from './line-ends.js';
import type { Route } from './route.js';

/** Bytes from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Fields `first` to `last` of the segment whose name starts at `segmentStart`. */
export interface FieldPlace {
  readonly segmentStart: number;
  readonly first: number;
  readonly last: number;
}

const fieldByteOf = (route: Route): number => route.delimiters.field.charCodeAt(0);

/** Where the next segment of that name starts after the line end at or after `from`, or -1. Looks at line starts and decodes nothing. */
export const findSegment = (message: Uint8Array, route: Route, search: { readonly name: string; readonly from: number }): number => {
  const fieldByte = fieldByteOf(route);
  for (let at = search.from; at < message.length; at += 1) {
    const byte = message[at];
    if ((byte === CR || byte === LF) && message[at + 4] === fieldByte && spells(message, at + 1, search.name)) return at + 1;
  }
  return -1;
};

/** Where every segment of that name starts. */
export const findSegments = (message: Uint8Array, route: Route, name: string): readonly number[] => {
  const found: number[] = [];
  for (let at = findSegment(message, route, { name, from: route.headerEnd }); at >= 0; at = findSegment(message, route, { name, from: at }))
    found.push(at);
  return found;
};

/** How many segments of that name a message holds. Two PID segments mean that it speaks of two people. */
export const countSegments = (message: Uint8Array, route: Route, name: string): number => findSegments(message, route, name).length;

/** The bytes of some fields of a segment, with the separators between them; empty where the segment ends earlier. */
export const spanOfFields = (message: Uint8Array, route: Route, place: FieldPlace): Span => {
  const separator = fieldByteOf(route);
  let n = 0;
  let start = -1;
  let at = place.segmentStart;
  for (; at < message.length; at += 1) {
    const byte = message[at];
    if (byte === separator) {
      n += 1;
      if (n > place.last) break;
      if (n === place.first) start = at + 1;
    } else if (endsSegment(message, at, separator)) break;
  }
  return { start: start < 0 ? at : start, end: at };
};
