import { defineSignal } from '@antrean/platform/messages';
import { SECTIONS, summary, type Section } from './summary.contract.ts';

/** What the names begin with under which the figures are watched. */
export const FIGURES_OF = 'dashboard:';

/** What whoever may see these sections watches. */
export const watchedFigures = (sections: readonly Section[]): string => FIGURES_OF + sections.join('+');

/** The sections that are watched by this name. */
export function sectionsWatched(thing: string): Section[] {
  const named = thing.slice(FIGURES_OF.length).split('+');
  return SECTIONS.filter((section) => named.includes(section));
}

export const dashboardMetrics = defineSignal({
  name: 'dashboard.metrics',
  version: 1,
  summary: 'The figures of the moment, as GET /api/dashboard/summary has them, while somebody listens.',
  schema: summary,
  realtime: {
    namespace: '/notifications',
    readers: [],
    // Each is told the sections that they may see, and nobody those of another.
    watchers: (figures) => [watchedFigures(SECTIONS.filter((section) => figures[section] !== null))],
  },
  key: (figures) => watchedFigures(SECTIONS.filter((section) => figures[section] !== null)),
  everyMs: 1_000,
});

export const dashboardMessages = [dashboardMetrics];
