import { QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Choices } from '../choices.tsx';
import { newQueries } from '../queries.ts';
import { Crash } from '../trouble.tsx';
import { readChoice } from './choice.ts';

/** The booking page for who is not logged in, by the same address, so that a login goes on where they were. */
export default function PublicBooking({ logIn }: { logIn: () => void }) {
  const t = useTranslations('login');
  const [queries] = useState(() => newQueries(() => undefined));
  return (
    <QueryClientProvider client={queries}>
      <header className="bar">
        <span className="brand">Antrean</span>
        <button type="button" onClick={logIn}>
          {t('submit')}
        </button>
        <Choices />
      </header>
      <main id="content" tabIndex={-1}>
        <RouterProvider router={router} />
      </main>
    </QueryClientProvider>
  );
}

const root = createRootRoute({ component: Outlet });
const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/book',
    validateSearch: readChoice,
    component: lazyRouteComponent(() => import('./book.tsx'), 'Book'),
  }),
] as const;
const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/app',
  defaultErrorComponent: Crash,
});
