import type { RealtimeDependencies } from '@antrean/platform/domain';
import { tellWatchers, type Realtime } from '@antrean/platform/realtime';
import { sectionsOf } from './dashboard.policy.ts';
import { dashboardMetrics, FIGURES_OF, sectionsWatched, watchedFigures } from './messages.ts';
import { readFigures } from './read-figures.ts';
import { toSummary } from './summary.queries.ts';

/** Tells whoever may see the dashboard its figures, while they are there. */
export function dashboardRealtime({ database, config }: RealtimeDependencies): Partial<Realtime> {
  let toldOf: string | null = null;
  return {
    tellings: [
      tellWatchers({
        signal: dashboardMetrics,
        prefix: FIGURES_OF,
        watches: (principal) => {
          const sections = sectionsOf(principal);
          return sections.length === 0 ? null : watchedFigures(sections);
        },
        read: async (watched) => {
          const figures = await readFigures(database.fork(), config);
          // Another process is reading them anew.
          if (figures.at === toldOf) return [];
          toldOf = figures.at;
          return watched.map((thing) => toSummary(figures, sectionsWatched(thing)));
        },
      }),
    ],
  };
}
