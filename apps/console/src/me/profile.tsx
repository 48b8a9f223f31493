import { ApiProblem, ifMatch, unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { useLanguage } from '../language.tsx';
import { LANGUAGES } from '../settings.ts';
import { toast } from '../toast.tsx';
import { Crash } from '../trouble.tsx';
import { useWho } from '../who.tsx';

type Body = paths['/api/profile']['get']['responses'][200]['content']['application/json'];
export const PROFILE = ['me', 'profile'] as const;
export const readProfile = (): Promise<Body> => unwrap(api.GET('/api/profile'));

/** What somebody tells of themselves, and how they are told things. */
export function Profile() {
  const profile = useQuery({ queryKey: PROFILE, queryFn: readProfile });
  if (profile.isError && !profile.data)
    return <Crash error={profile.error} reset={() => void profile.refetch()} />;
  return (
    <>
      {profile.data && <About profile={profile.data} />}
      <Told />
    </>
  );
}

/** A field that is left empty is empty. */
const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

function About({ profile }: { profile: Body }) {
  const t = useTranslations('me.profile');
  const queries = useQueryClient();
  const { ask } = useWho();
  const { address, emergencyContact: contact } = profile;
  return (
    <Sending
      submit={t('save')}
      send={async (form) => {
        const read = (name: string): string => textOf(form, name);
        const hasAddress = read('street') !== '' || read('city') !== '';
        const hasContact = read('contactName') !== '' || read('contactPhone') !== '';
        const body = {
          namaLengkap: read('namaLengkap'),
          birthDate: orNull(read('birthDate')),
          bio: orNull(read('bio')),
          address: hasAddress
            ? {
                ...{ street: read('street'), district: orNull(read('district')), city: read('city') },
                ...{ province: orNull(read('province')), postalCode: orNull(read('postalCode')) },
                country: address?.country ?? 'ID',
              }
            : null,
          emergencyContact: hasContact ? { name: read('contactName'), phone: read('contactPhone') } : null,
        };
        try {
          const saved = await unwrap(
            api.PATCH('/api/profile', { body, params: { header: ifMatch(profile.version) } }),
          );
          queries.setQueryData(PROFILE, saved);
        } catch (error) {
          // Another tab was faster: what was typed stays, and sending it again goes by what is there now.
          if (error instanceof ApiProblem && error.problem.status === 412)
            await queries.invalidateQueries({ queryKey: PROFILE });
          throw error;
        }
        await ask();
        toast(t('saved'));
      }}
    >
      <label className="field">
        {t('name')}
        <input
          name="namaLengkap"
          required
          maxLength={200}
          autoComplete="name"
          defaultValue={profile.namaLengkap}
        />
      </label>
      <label className="field">
        {t('birthDate')}
        <input name="birthDate" type="date" autoComplete="bday" defaultValue={profile.birthDate ?? ''} />
      </label>
      <label className="field">
        {t('bio')}
        <textarea name="bio" rows={3} maxLength={1_000} defaultValue={profile.bio ?? ''} />
      </label>
      <details>
        <summary>{t('more')}</summary>
        <fieldset>
          <legend>{t('address')}</legend>
          {(['street', 'district', 'city', 'province', 'postalCode'] as const).map((name) => (
            <label key={name} className="field">
              {t(name)}
              <input name={name} maxLength={200} defaultValue={address?.[name] ?? ''} />
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t('emergencyContact')}</legend>
          <label className="field">
            {t('contactName')}
            <input name="contactName" maxLength={200} defaultValue={contact?.name ?? ''} />
          </label>
          <label className="field">
            {t('contactPhone')}
            <input name="contactPhone" type="tel" maxLength={30} defaultValue={contact?.phone ?? ''} />
          </label>
        </fieldset>
      </details>
    </Sending>
  );
}

const ZONES = Intl.supportedValuesOf('timeZone');

/** Language and zone of what is written to somebody. The screens follow the language too. */
function Told() {
  const t = useTranslations('me.profile');
  const { who, ask } = useWho();
  const { choose } = useLanguage();
  if (who.kind !== 'user') return null;
  const { language, timeZone } = who.me;
  return (
    <Sending
      submit={t('saveTold')}
      send={async (form) => {
        const chosen = LANGUAGES.find((each) => each === form.get('language')) ?? 'id';
        const body = { language: chosen, timeZone: orNull(textOf(form, 'timeZone')) };
        await unwrap(api.PATCH('/api/auth/me', { body }));
        choose(chosen);
        await ask();
        toast(t('saved'));
      }}
    >
      <label className="field">
        {t('language')}
        <select name="language" defaultValue={language}>
          <option value="id">Indonesia</option>
          <option value="en">English</option>
        </select>
      </label>
      <label className="field">
        {t('timeZone')}
        <select name="timeZone" defaultValue={timeZone ?? ''}>
          <option value="">{t('zoneOfBusiness')}</option>
          {timeZone !== null && !ZONES.includes(timeZone) && <option>{timeZone}</option>}
          {ZONES.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
        <small>{t('zoneHint')}</small>
      </label>
    </Sending>
  );
}
