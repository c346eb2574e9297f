import type { MockRequest } from '../http/request.js';

/** One page of a list in the form of ZIdentity's admin API; `next_link` and `prev_link` only where there is one. */
export function listEnvelope(
  request: Pick<MockRequest, 'origin' | 'path' | 'query'>,
  page: { offset: number; limit: number },
  total: number,
  records: readonly object[],
): object {
  const { offset, limit } = page;
  const link = (to: number) => {
    const query = new URLSearchParams();
    for (const [key, value] of request.query) {
      if (!['offset', 'limit'].includes(key.toLowerCase())) query.append(key, value);
    }
    query.set('offset', String(to));
    query.set('limit', String(limit));
    return `${request.origin}${request.path}?${query}`;
  };
  return {
    pageOffset: offset,
    pageSize: limit,
    totalRecord: total,
    records,
    ...(limit > 0 && offset + limit < total ? { next_link: link(offset + limit) } : {}),
    ...(limit > 0 && offset > 0 ? { prev_link: link(Math.max(0, offset - limit)) } : {}),
    results_total: total,
  };
}
