/**
 * Tells of a page of a list what an array cannot: the total, and where the neighbouring pages are (RFC 8288).
 * @param url of the request, as the client sent it
 */
export function pageHeaders(
  url: string,
  { page, limit }: { page: number; limit: number },
  total: number,
): Record<string, string> {
  const last = Math.max(1, Math.ceil(total / limit));
  const links = { first: 1, prev: page - 1, next: page + 1, last };
  const target = (to: number): string => {
    const { pathname, searchParams } = new URL(url, 'http://unused');
    searchParams.set('page', String(to));
    return `${pathname}?${searchParams.toString()}`;
  };
  return {
    'X-Total-Count': String(total),
    Link: Object.entries(links)
      .filter(([, to]) => to >= 1 && to <= last)
      .map(([name, to]) => `<${target(to)}>; rel="${name}"`)
      .join(', '),
  };
}
