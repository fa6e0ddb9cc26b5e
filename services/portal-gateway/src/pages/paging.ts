/** One page of a long list, newest first. */
export interface Paging {
  readonly page: number;
  readonly pages: number;
  readonly skip: number;
  readonly first: number;
  readonly last: number;
  readonly total: number;
  readonly newer: number | undefined;
  readonly older: number | undefined;
}

/** The page that was asked for, or the nearest there is. Pages count from 1. */
export const pagingOf = (asked: string | undefined, total: number, size: number): Paging => {
  const pages = Math.max(1, Math.ceil(total / size));
  const wanted = /^\d{1,9}$/.test(asked ?? '') ? Number(asked) : 1;
  const page = Math.min(Math.max(wanted, 1), pages);
  const skip = (page - 1) * size;
  return {
    page,
    pages,
    skip,
    first: total === 0 ? 0 : skip + 1,
    last: Math.min(skip + size, total),
    total,
    newer: page > 1 ? page - 1 : undefined,
    older: page < pages ? page + 1 : undefined,
  };
};
