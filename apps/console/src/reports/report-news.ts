import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../language.tsx';
import { toast } from '../toast.tsx';
import { catalogueQuery } from './report-data.ts';
import { useReportEvents } from './report-events.ts';

/** Says on whatever screen somebody is that a file of theirs is ready, or will not be. */
export function useReportNews(): void {
  const t = useTranslations('reportNews');
  const { language } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  useReportEvents(({ report, isReady }) => {
    // Read before for the screen that asked for it, as a rule.
    void queries
      .fetchQuery(catalogueQuery(language))
      .catch(() => null)
      .then((catalogue) => {
        const title = catalogue?.data.find(({ name }) => name === report)?.title ?? report;
        toast(t(isReady ? 'ready' : 'failed', { report: title }), {
          label: t('see'),
          run: () => void navigate({ to: '/reports' }),
        });
      });
  });
}
