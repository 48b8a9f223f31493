import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { wallScreen } from './displays/wall-link.ts';
import { Frame } from './frame.tsx';
import { LanguageProvider } from './language.tsx';
import { applyTheme, readTheme } from './settings.ts';
import { LastResort } from './trouble.tsx';
import { WhoProvider } from './who.tsx';
import './style.css';

const Wall = lazy(() => import('./displays/wall.tsx'));

applyTheme(readTheme());
// Chunks of an earlier version are gone from the server: the page is loaded once more, with those of today.
addEventListener('vite:preloadError', () => location.reload());

const place = document.querySelector('#root');
if (!place) throw new Error('the page has no #root');
createRoot(place).render(
  <LanguageProvider>
    <LastResort>
      {wallScreen() === null ? (
        <WhoProvider>
          <Frame />
        </WhoProvider>
      ) : (
        <Suspense>
          <Wall />
        </Suspense>
      )}
    </LastResort>
  </LanguageProvider>,
);
