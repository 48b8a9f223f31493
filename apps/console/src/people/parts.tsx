import { useFormatter, useTranslations } from 'use-intl';
import type { User } from './people-data.ts';

/** Where a role is had: at one place, or everywhere. */
export type Place = 'clinicId' | 'outletId' | 'departmentId';
export const PLACES = ['clinicId', 'outletId', 'departmentId'] as const satisfies readonly Place[];

export function RoleNames({ user: { roles, scopedRoles } }: { user: User }) {
  const t = useTranslations('people');
  return (
    <>
      {roles.join(', ')}
      {scopedRoles.map((placed, index) => {
        const place = PLACES.find((each) => placed[each] !== null);
        return (
          <span key={`${placed.role} ${place} ${place && placed[place]}`}>
            {(roles.length > 0 || index > 0) && ', '}
            {placed.role} {place && <small>{t(`at.${place}`, { id: placed[place] ?? 0 })}</small>}
          </span>
        );
      })}
    </>
  );
}

export function State({ user, lockedUntil }: { user: User; lockedUntil: string | null }) {
  const t = useTranslations('people');
  const format = useFormatter();
  if (!user.isActive) return <span data-bad="true">{t('states.inactive')}</span>;
  return (
    <>
      {t(user.mustChangePassword ? 'states.temporary' : 'states.active')}
      {lockedUntil !== null && (
        <span data-bad="true">
          {' · '}
          {t('lockedUntil', { at: format.dateTime(new Date(lockedUntil), { timeStyle: 'short' }) })}
        </span>
      )}
    </>
  );
}
