import type { Request } from 'express';

const places: readonly (readonly [RegExp, string])[] = [
  [/^\/worklist/, 'the worklist'],
  [/^\/patients\?/, 'a search'],
  [/^\/patients\/[^/]+\/history/, 'the history'],
  [/^\/patients\//, 'the patient page'],
  [/^\/access/, 'the access log of a member of staff'],
  [/^\/letters/, 'the letters desk'],
  [/^\/follow-ups\//, 'a form'],
  [/^\/certificates/, 'a certificate'],
  [/^\/sign/, 'sign-in'],
];

/** From where somebody came to a page, for the access log: the page before, or a typed address. */
export const howTheyCame = (request: Request): string => {
  const referrer = request.get('referer');
  if (referrer === undefined) return 'a typed address or a bookmark';
  try {
    const url = new URL(referrer);
    return places.find(([shape]) => shape.test(`${url.pathname}${url.search}`))?.[1] ?? 'another page';
  } catch {
    return 'another page';
  }
};
