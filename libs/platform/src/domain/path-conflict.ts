import type { Route } from '../http/index.ts';

interface OwnedRoute {
  owner: string;
  route: Pick<Route, 'method' | 'path'>;
}

const isParameter = (segment: string): boolean => segment.startsWith(':');

/** Whether an earlier path takes every request for a later one, so that the later is never reached. */
function hides(earlier: string, later: string): boolean {
  const [first, second] = [earlier.split('/'), later.split('/')];
  return (
    first.length === second.length &&
    first.every((segment, place) => isParameter(segment) || segment === second[place])
  );
}

/** Paths that exist twice, or that an earlier one hides, in the order in which they are asked. */
export function pathConflicts(routes: readonly OwnedRoute[]): string[] {
  return routes.flatMap(({ owner, route }, place) =>
    routes
      .slice(0, place)
      .filter((earlier) => earlier.route.method === route.method && hides(earlier.route.path, route.path))
      .map(
        (earlier) =>
          `${route.method} ${route.path} of "${owner}" is never reached: ` +
          `${earlier.route.path} of "${earlier.owner}" takes its requests`,
      ),
  );
}
