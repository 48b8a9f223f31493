import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
  Navigate,
  Outlet,
  RouterProvider,
  useLocation,
  useNavigate,
} from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from './badge.tsx';
import { Bell } from './bell.tsx';
import { readBookingFilter } from './booking/booking-filter.ts';
import { readChoice } from './booking/choice.ts';
import { Choices } from './choices.tsx';
import { readCalendarFilter } from './clinic/calendar-filter.ts';
import { readBoardFilter } from './kitchen/board-filter.ts';
import { KeyHelp, useKeyboard, useKeys } from './keys.tsx';
import { useOrderEvents } from './orders/order-events.ts';
import { readMachineFilter } from './machines/machine-filter.ts';
import { readFilter } from './orders/order-filter.ts';
import { readAuditFilter } from './operations/audit-filter.ts';
import { readLetterFilter } from './operations/letter-filter.ts';
import { readPeopleFilter } from './people/people-filter.ts';
import { readRoleFilter } from './people/role-filter.ts';
import { Palette } from './palette.tsx';
import { newQueries, useRefreshAfterAbsence } from './queries.ts';
import { reportCrash } from './report.ts';
import { useReportNews } from './reports/report-news.ts';
import { readParams } from './reports/report-params.ts';
import { SCREENS } from './screens.ts';
import { toast } from './toast.tsx';
import { Crash } from './trouble.tsx';
import { OfflineQueueProvider, Unsent } from './offline/unsent.tsx';
import { VersionBanner } from './version.tsx';
import { useWho } from './who.tsx';
import { readOwnWorkFilter, readWorkFilter } from './work-orders/work-filter.ts';

/** The header, the menu and the screen that is shown. */
function Layout() {
  const t = useTranslations();
  const { who, may, ask } = useWho();
  const navigate = useNavigate();
  const help = useRef<HTMLDialogElement>(null);
  const bar = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // Where the menu is longer than the window, the screen that is shown is in the middle of what is seen of it.
  useEffect(() => {
    const shown = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (bar.current && shown)
      bar.current.scrollLeft =
        shown.offsetLeft - bar.current.offsetLeft - (bar.current.clientWidth - shown.offsetWidth) / 2;
  }, [path]);
  const isAllowed = ({ permission }: (typeof SCREENS)[number]): boolean =>
    permission === null || may(permission);
  const screens = SCREENS.filter(isAllowed);
  const menu = screens.filter(({ permission }) => permission !== null);
  // Whose right is taken away while they look is not shown any more what they may not read.
  const isLost = SCREENS.some((screen) => isOf(screen.to, path) && !isAllowed(screen));
  useKeyboard();
  useOrderEvents();
  useReportNews();
  useRefreshAfterAbsence(ask);
  useKeys([
    { key: '?', says: 'help', run: () => help.current?.showModal() },
    ...screens.map(({ to, key, says }) => ({ key, says, run: () => void navigate({ to }) })),
  ]);
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          Antrean
        </Link>
        <Palette />
        <Badge />
        <Bell />
        <button type="button" onClick={() => help.current?.showModal()} aria-label={t('settings.keys')}>
          ?
        </button>
        {who.kind === 'user' && (
          <Choices me={who.me}>
            <Link to="/me" className="me" aria-label={t('settings.account', { name: who.me.namaLengkap })}>
              <bdi>{who.me.namaLengkap}</bdi>
            </Link>
          </Choices>
        )}
        <nav ref={bar} aria-label={t('nav.label')}>
          {menu.map(({ to, says }) => (
            <Link key={to} to={to} preload="intent">
              {t(`nav.${says}`)}
            </Link>
          ))}
        </nav>
      </header>
      <VersionBanner />
      <Unsent />
      <main id="content" tabIndex={-1}>
        {isLost ? (
          <p className="empty" role="alert">
            {t(menu.length === 0 ? 'nav.nothing' : 'nav.lost')}
          </p>
        ) : (
          <Outlet />
        )}
      </main>
      <KeyHelp dialog={help} />
    </>
  );
}

/** Whether a path is of a screen: its own, or that of something on it. */
const isOf = (screen: string, path: string): boolean => path === screen || path.startsWith(`${screen}/`);

function First() {
  const t = useTranslations();
  const { may } = useWho();
  const screen = SCREENS.find(({ permission }) => permission !== null && may(permission));
  return screen ? <Navigate to={screen.to} replace /> : <p className="empty">{t('nav.nothing')}</p>;
}

function NotFound() {
  const t = useTranslations('problem');
  return <p className="empty">{t('notFound')}</p>;
}

/** In place of a screen that threw. Trying again reads anew: what was read may be what it threw at. */
function ScreenCrash({ error, reset }: { error: unknown; reset: () => void }) {
  const queries = useQueryClient();
  useEffect(() => reportCrash(error), [error]);
  const retry = (): void => {
    void queries.resetQueries();
    reset();
  };
  return <Crash error={error} reset={retry} />;
}

const root = createRootRoute({ component: Layout });
const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: First }),
  createRoute({
    getParentRoute: () => root,
    path: '/orders',
    validateSearch: readFilter,
    component: lazyRouteComponent(() => import('./orders/orders.tsx'), 'Orders'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/orders/$id',
    component: lazyRouteComponent(() => import('./orders/order.tsx'), 'OrderScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/kitchen',
    validateSearch: readBoardFilter,
    component: lazyRouteComponent(() => import('./kitchen/kitchen.tsx'), 'Kitchen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/work-orders',
    validateSearch: readWorkFilter,
    component: lazyRouteComponent(() => import('./work-orders/board.tsx'), 'WorkBoard'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/my-work',
    validateSearch: readOwnWorkFilter,
    component: lazyRouteComponent(() => import('./work-orders/own-work.tsx'), 'OwnWork'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/work-orders/$id',
    component: lazyRouteComponent(() => import('./work-orders/detail.tsx'), 'WorkOrderScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/counter',
    component: lazyRouteComponent(() => import('./counter/counter.tsx'), 'Counter'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals',
    component: lazyRouteComponent(() => import('./orders/approvals.tsx'), 'Approvals'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/dashboard',
    component: lazyRouteComponent(() => import('./dashboard/dashboard.tsx'), 'Dashboard'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/machines',
    validateSearch: readMachineFilter,
    component: lazyRouteComponent(() => import('./machines/machines.tsx'), 'Machines'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/machines/$id',
    component: lazyRouteComponent(() => import('./machines/machine.tsx'), 'MachineScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reports',
    component: lazyRouteComponent(() => import('./reports/reports.tsx'), 'Reports'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reports/$name',
    validateSearch: readParams,
    component: lazyRouteComponent(() => import('./reports/report-screen.tsx'), 'ReportScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reports/files/$id',
    component: lazyRouteComponent(() => import('./reports/file-screen.tsx'), 'ReportFile'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/operations',
    validateSearch: readLetterFilter,
    component: lazyRouteComponent(() => import('./operations/operations.tsx'), 'Operations'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    validateSearch: readAuditFilter,
    component: lazyRouteComponent(() => import('./operations/audit.tsx'), 'Audit'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/displays',
    component: lazyRouteComponent(() => import('./displays/displays.tsx'), 'Displays'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/people',
    validateSearch: readPeopleFilter,
    component: lazyRouteComponent(() => import('./people/people.tsx'), 'People'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/people/$id',
    component: lazyRouteComponent(() => import('./people/person.tsx'), 'Person'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/roles',
    validateSearch: readRoleFilter,
    component: lazyRouteComponent(() => import('./people/roles.tsx'), 'Roles'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/me',
    component: lazyRouteComponent(() => import('./me/me.tsx'), 'Me'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/calendar',
    validateSearch: readCalendarFilter,
    component: lazyRouteComponent(() => import('./clinic/calendar.tsx'), 'ClinicCalendar'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/book',
    validateSearch: readChoice,
    component: lazyRouteComponent(() => import('./booking/book.tsx'), 'Book'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/bookings',
    validateSearch: readBookingFilter,
    component: lazyRouteComponent(() => import('./booking/my-bookings.tsx'), 'MyBookings'),
  }),
] as const;

const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/app',
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: ScreenCrash,
  defaultPreloadStaleTime: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Everything that is for who is logged in. What was read for one user goes with them. */
export default function Inside() {
  const t = useTranslations();
  const words = useRef(t);
  useEffect(() => void (words.current = t), [t]);
  const { who } = useWho();
  const [queries] = useState(() =>
    newQueries((why, again) =>
      toast(words.current('problem.stale', { why: why ?? '' }), {
        label: words.current('app.retry'),
        run: again,
      }),
    ),
  );
  return (
    <QueryClientProvider client={queries}>
      <OfflineQueueProvider userId={who.kind === 'user' ? who.me.id : 0}>
        <RouterProvider router={router} />
      </OfflineQueueProvider>
    </QueryClientProvider>
  );
}
