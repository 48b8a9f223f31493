import { QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, setFeedOpen } from '../antrean.ts';
import { Badge, POLL_MS, useFeedState } from '../badge.tsx';
import { Choices } from '../choices.tsx';
import { readBoardFilter } from '../kitchen/board-filter.ts';
import { useKeyboard } from '../keys.tsx';
import { useOrderEvents } from '../orders/order-events.ts';
import { readFilter } from '../orders/order-filter.ts';
import { newQueries, useRefreshAfterAbsence } from '../queries.ts';
import { Toasts } from '../toast.tsx';
import { Crash } from '../trouble.tsx';
import { useReloadWhenIdle } from '../version.tsx';
import { useWho, WhoContext, type Who } from '../who.tsx';
import { wallScreen } from './wall-link.ts';

/** So it is seen that a screen hangs where it hung, and a screen sees that it may not any more, also without its socket. */
const CONTACT_MS = 60_000;

/** The screen on a wall: what its token is for, and nothing around it that somebody could touch by mistake. */
export default function Wall() {
  const [who, setWho] = useState<Who>({ kind: 'unknown' });
  const [queries] = useState(() => newQueries(() => undefined));
  const ask = useCallback(async (): Promise<void> => {
    try {
      const { data, response } = await api.GET('/api/v1/display-tokens/current');
      if (data) setWho({ kind: 'display', display: data });
      else if (response.status === 401 || response.status === 403) setWho({ kind: 'nobody' });
      else throw new Error(`HTTP ${response.status}`);
    } catch {
      // What is shown stays, and the badge says how old it is.
      setWho((before) => (before.kind === 'display' ? before : { kind: 'unreached' }));
    }
  }, []);
  const { kind } = who;
  useEffect(() => {
    void ask();
    // Another link in the same tab changes nothing but what stands behind the address.
    const renew = (): void => location.reload();
    addEventListener('hashchange', renew);
    return () => removeEventListener('hashchange', renew);
  }, [ask]);
  useEffect(() => {
    const timer = setInterval(() => void ask(), kind === 'unreached' ? POLL_MS : CONTACT_MS);
    return () => clearInterval(timer);
  }, [ask, kind]);
  useEffect(() => {
    // What faces customers hears of sales alone, by a connection of its own.
    setFeedOpen(kind === 'display' && wallScreen() !== 'sales');
    if (kind === 'nobody') queries.clear();
    return () => setFeedOpen(false);
  }, [kind, queries]);
  const known = useMemo(
    () => ({
      who,
      ask,
      may: (permission: string) => who.kind === 'display' && who.display.permissions.includes(permission),
    }),
    [who, ask],
  );
  return (
    <WhoContext value={known}>
      {kind === 'display' ? (
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      ) : (
        <Dark kind={kind} />
      )}
      <Toasts />
    </WhoContext>
  );
}

function Dark({ kind }: { kind: Who['kind'] }) {
  const t = useTranslations();
  return (
    <main className="card" id="content">
      {kind === 'nobody' ? (
        <div role="alert">
          <p>{t('displays.ended')}</p>
          <p>{t('displays.endedWhat')}</p>
        </div>
      ) : (
        <p role={kind === 'unreached' ? 'alert' : undefined}>
          {t(kind === 'unreached' ? 'problem.unreachable' : 'app.loading')}
        </p>
      )}
    </main>
  );
}

function Layout() {
  const { who, ask } = useWho();
  const { kind } = useFeedState();
  useKeyboard();
  useOrderEvents();
  useReloadWhenIdle();
  useRefreshAfterAbsence(ask);
  // Whoever is refused does not come back by itself; nobody stands before a wall to reload it.
  useEffect(() => {
    if (kind !== 'refused') return undefined;
    const timer = setInterval(() => {
      setFeedOpen(false);
      setFeedOpen(true);
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [kind]);
  if (wallScreen() === 'sales')
    return (
      <main id="content">
        <Outlet />
      </main>
    );
  return (
    <>
      <header className="bar">
        <strong className="wall-label">
          <bdi>{who.kind === 'display' && who.display.label}</bdi>
        </strong>
        <Badge />
        <Choices />
      </header>
      <main id="content">
        <Outlet />
      </main>
    </>
  );
}

const root = createRootRoute({ component: Layout });
// By the same addresses as for people, so that the screens find their filters.
const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/kitchen',
    validateSearch: readBoardFilter,
    component: lazyRouteComponent(() => import('../kitchen/kitchen.tsx'), 'Kitchen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/orders',
    validateSearch: readFilter,
    component: lazyRouteComponent(() => import('../orders/orders.tsx'), 'Orders'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/dashboard',
    component: lazyRouteComponent(() => import('../dashboard/dashboard.tsx'), 'Dashboard'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/machines',
    component: lazyRouteComponent(() => import('./machines-wall.tsx'), 'MachinesWall'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sales',
    component: lazyRouteComponent(() => import('../customer/customer-display.tsx'), 'CustomerDisplay'),
  }),
] as const;

const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/app/wall',
  defaultErrorComponent: Crash,
});
