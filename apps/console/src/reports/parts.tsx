import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { useLanguage } from '../language.tsx';
import { wallEn } from '../booking/text-en.ts';
import { wallId } from '../booking/text-id.ts';
import { Moment } from '../operations/parts.tsx';
import { catalogueQuery, type Catalogue, type ReportCard, type ReportTable } from './report-data.ts';
import { reportsEn } from './text-en.ts';
import { reportsId } from './text-id.ts';

export const REPORT_TEXTS = {
  id: { reports: reportsId, wall: wallId },
  en: { reports: reportsEn, wall: wallEn },
};

export function useCatalogue() {
  const { language } = useLanguage();
  return useQuery(catalogueQuery(language));
}

/** What a report is called; its name when it is not among those that one may read. */
export const titleOf = (catalogue: Catalogue | undefined, name: string): string =>
  catalogue?.data.find((report) => report.name === name)?.title ?? name;

/** A day without a time, as it is in the business. */
export function useDay(): (day: string) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(day), { timeZone: 'UTC', dateStyle: 'medium' });
}

/** What something was asked for: `From day: 1 Nov 2026`. */
export function useAsked(): (
  card: ReportCard | undefined,
  params: Readonly<Record<string, unknown>>,
) => string {
  const t = useTranslations('reports');
  const day = useDay();
  return (card, params) => {
    const said = Object.entries(params).flatMap(([name, value]) => {
      if (value === null || value === undefined || value === '') return [];
      const input = card?.inputs.find((each) => each.name === name);
      const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '…';
      const shown =
        input?.kind === 'date'
          ? day(text)
          : (input?.choices?.find((choice) => choice.value === text)?.label ?? text);
      return [`${input?.label ?? name}: ${shown}`];
    });
    return said.length === 0 ? t('everything') : said.join(' · ');
  };
}

type Cell = ReportTable['rows'][number][number];

export function CellOf({ cell, format: kind }: { cell: Cell; format: string }) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const day = useDay();
  if (cell === null) return <>–</>;
  if (typeof cell === 'boolean') return <>{t(cell ? 'yes' : 'no')}</>;
  if (typeof cell === 'number') {
    const said = format.number(cell, { maximumFractionDigits: kind === 'integer' ? 0 : 1 });
    return <>{kind === 'percent' ? `${said} %` : said}</>;
  }
  if (kind === 'date' && !Number.isNaN(Date.parse(cell))) return <>{day(cell)}</>;
  if (kind.startsWith('instant') && !Number.isNaN(Date.parse(cell))) return <Moment at={cell} />;
  return <bdi>{cell}</bdi>;
}

const NUMBERS = ['integer', 'decimal1', 'percent'];
export const isNumber = (format: string): boolean => NUMBERS.includes(format);
