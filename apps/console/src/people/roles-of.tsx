import { ifMatch, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { useWho } from '../who.tsx';
import type { Change } from './change.tsx';
import { PLACES, type Place } from './parts.tsx';
import { readRoles, ROLES, userKey, type User } from './people-data.ts';

/** A role that is wanted: everywhere, or at one place. */
interface Wish {
  readonly key: number;
  readonly role: string;
  readonly place: Place | null;
  readonly id: string;
}

const wishesOf = ({ roles, scopedRoles }: User): Wish[] =>
  [
    ...roles.map((role) => ({ role, place: null, id: '' })),
    ...scopedRoles.map((placed) => {
      const place = PLACES.find((each) => placed[each] !== null) ?? null;
      return { role: placed.role, place, id: place === null ? '' : String(placed[place] ?? '') };
    }),
  ].map((wish, key) => ({ key, ...wish }));

const bodyOf = (wishes: readonly Wish[]) => ({
  roles: wishes.map(({ role, place, id }) => (place === null ? role : { role, [place]: Number(id) })),
});

/** The roles of a user: what they are to be is put together here, weighed, and then set. */
export function RolesOf({ user, ask }: { user: User; ask: (change: Change) => void }) {
  const t = useTranslations('people');
  const { may } = useWho();
  const queries = useQueryClient();
  // What others do meanwhile does not change what somebody is putting together.
  const [draft, setDraft] = useState<readonly Wish[] | null>(null);
  const roles = useQuery({ queryKey: ROLES, queryFn: readRoles, enabled: may('identity.manage-roles') });
  const wishes = draft ?? wishesOf(user);
  const names = roles.data?.map(({ key }) => key) ?? [];
  const set = (key: number, change: Partial<Wish>): void =>
    setDraft(wishes.map((wish) => (wish.key === key ? { ...wish, ...change } : wish)));
  const add = (): void =>
    setDraft([
      ...wishes,
      {
        ...{ key: Math.max(-1, ...wishes.map(({ key }) => key)) + 1, role: names.at(-1) ?? 'employee' },
        ...{ place: null, id: '' },
      },
    ]);
  const params = { path: { id: user.id } };
  const submit = (): void =>
    ask({
      title: t('rolesFor', { name: user.namaLengkap }),
      submit: t('saveRoles'),
      preview: () =>
        unwrap(api.POST('/api/admin/users/{id}/roles/preview', { params, body: bodyOf(wishes) })),
      version: () => (queries.getQueryData<User>(userKey(user.id)) ?? user).version,
      apply: async (version) => {
        const header = ifMatch(version);
        const now = await unwrap(
          api.PUT('/api/admin/users/{id}/roles', { params: { ...params, header }, body: bodyOf(wishes) }),
        );
        queries.setQueryData(userKey(user.id), now);
        setDraft(null);
      },
    });
  return (
    <section aria-labelledby="roles-of">
      <h2 id="roles-of">{t('roles')}</h2>
      <form
        className="roles-of"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ul>
          {wishes.map(({ key, role, place, id }) => (
            <li key={key} className="row">
              <select
                aria-label={t('role')}
                value={role}
                onChange={({ target }) => set(key, { role: target.value })}
              >
                {[...new Set([...names, role])].map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
              <select
                aria-label={t('where')}
                value={place ?? ''}
                onChange={({ target }) =>
                  set(key, { place: PLACES.find((each) => each === target.value) ?? null })
                }
              >
                <option value="">{t('everywhere')}</option>
                {PLACES.map((each) => (
                  <option key={each} value={each}>
                    {t(`places.${each}`)}
                  </option>
                ))}
              </select>
              {place !== null && (
                <PlaceOf kind={place} id={id} choose={(chosen) => set(key, { id: chosen })} />
              )}
              <button
                type="button"
                aria-label={t('takeRole', { role })}
                onClick={() => setDraft(wishes.filter((wish) => wish.key !== key))}
              >
                {t('take')}
              </button>
            </li>
          ))}
        </ul>
        <p className="row">
          <button type="button" onClick={add}>
            {t('addRole')}
          </button>
          <button type="submit" className="primary" disabled={draft === null || wishes.length === 0}>
            {t('weigh')}…
          </button>
          {draft !== null && (
            <button type="button" onClick={() => setDraft(null)}>
              {t('drop')}
            </button>
          )}
        </p>
      </form>
    </section>
  );
}

/** More places than this are named by their number. */
const MOST_PLACES = 200;

async function readPlaces(kind: Place): Promise<readonly { id: number; name: string }[]> {
  const params = { query: { limit: MOST_PLACES } };
  if (kind === 'clinicId') return (await unwrap(api.GET('/api/clinics', { params }))).data;
  if (kind === 'outletId') return (await unwrap(api.GET('/api/outlets', { params }))).data;
  return (await unwrap(api.GET('/api/departments', { params }))).data;
}

function PlaceOf({ kind, id, choose }: { kind: Place; id: string; choose: (id: string) => void }) {
  const t = useTranslations('people');
  const places = useQuery({ queryKey: ['places', kind], queryFn: () => readPlaces(kind) });
  const list = `places-${kind}`;
  return (
    <>
      <input
        aria-label={t(`places.${kind}`)}
        list={list}
        required
        inputMode="numeric"
        pattern="[1-9][0-9]{0,8}"
        value={id}
        onChange={({ target }) => choose(target.value)}
      />
      <datalist id={list}>
        {places.data?.map((place) => (
          <option key={place.id} value={place.id} label={place.name} />
        ))}
      </datalist>
      <small>
        <bdi>{places.data?.find((place) => String(place.id) === id)?.name}</bdi>
      </small>
    </>
  );
}
