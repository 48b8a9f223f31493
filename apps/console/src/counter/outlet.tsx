import { unwrap, type paths } from '@antrean/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { keep, readKept } from '../settings.ts';

type OutletView =
  paths['/api/outlets']['get']['responses'][200]['content']['application/json']['data'][number];
const KEPT = 'antrean.counter.outlet';

/** Where this counter stands: the device keeps it, not the cashier. */
export function useOutlet(): [
  id: number | null,
  outlet: OutletView | undefined,
  choose: (id: number | null) => void,
  outlets: readonly OutletView[],
] {
  const [chosen, setChosen] = useState(() => Number(readKept(KEPT)) || null);
  const { data = [] } = useQuery({
    queryKey: ['outlets'],
    queryFn: async () => (await unwrap(api.GET('/api/outlets', { params: { query: { limit: 100 } } }))).data,
    staleTime: 5 * 60_000,
  });
  const choose = (id: number | null): void => {
    setChosen(id);
    keep(KEPT, String(id ?? ''));
  };
  return [chosen, data.find(({ id }) => id === chosen), choose, data];
}

export function Outlet({
  value,
  choose,
  outlets,
}: {
  value: number | null;
  choose: (id: number | null) => void;
  outlets: readonly OutletView[];
}) {
  const t = useTranslations('counter');
  return (
    <label className="counter-outlet">
      {t('outlet')}
      <select value={value ?? ''} onChange={({ target }) => choose(Number(target.value) || null)}>
        <option value="">{t('noOutlet')}</option>
        {outlets
          .filter(({ id, isActive }) => isActive || id === value)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </select>
    </label>
  );
}
