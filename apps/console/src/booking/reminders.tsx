import { unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { useFeed } from '../badge.tsx';
import { Sending, textOf } from '../form.tsx';
import { Table } from '../operations/parts.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWallTime, wallOf } from '../wall-time.ts';

type Plan = paths['/api/bookings/{id}/reminders']['get']['responses'][200]['content']['application/json'];
type Reminder = Plan['reminders'][number];
type Channel = Plan['channels'][number];
const CHANNELS = ['email', 'inApp', 'sms'] as const satisfies readonly Channel[];
const UNITS = { minute: 1, hour: 60, day: 1_440 } as const;
const MOST_TIMES = 5;
/** What is due is looked at so often, and everything else so often. */
const SOON_MS = 3_000;
const LATER_MS = 60_000;

const isSoon = ({ state, dueAt }: Reminder): boolean =>
  state === 'planned' && Date.parse(dueAt) - Date.now() < LATER_MS;

/** When and how somebody is reminded of a booking, and what became of it. */
export function Reminders({ bookingId, isComing }: { bookingId: number; isComing: boolean }) {
  const t = useTranslations('booking');
  const format = useFormatter();
  const wallTime = useWallTime();
  const feed = useFeed();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const key = ['reminders', bookingId] as const;
  const plan = useQuery({
    queryKey: key,
    queryFn: () => unwrap(api.GET('/api/bookings/{id}/reminders', { params: { path: { id: bookingId } } })),
    refetchInterval: ({ state }) => (state.data?.reminders.some(isSoon) ? SOON_MS : LATER_MS),
  });
  useEffect(
    () =>
      feed?.on('reminder.booking.changed', (change) => {
        if (change.bookingId === bookingId)
          void queries.invalidateQueries({ queryKey: ['reminders', bookingId] });
      }),
    [feed, queries, bookingId],
  );
  const save = async (body: { offsetsMinutes?: number[]; channels?: Channel[] }): Promise<void> => {
    setError(null);
    const saved = await unwrap(
      api.PUT('/api/bookings/{id}/reminders', { params: { path: { id: bookingId } }, body }),
    );
    queries.setQueryData<Plan>(key, saved);
    toast(t('reminders.saved'));
  };
  const change = (body: { offsetsMinutes?: number[]; channels?: Channel[] }): void => {
    save(body).catch(setError);
  };
  if (!plan.data) return <Trouble error={plan.error} />;
  const { offsetsMinutes, channels, reminders, timeZone } = plan.data;
  const before = (minutes: number): string => {
    const unit = minutes % UNITS.day === 0 ? 'day' : minutes % UNITS.hour === 0 ? 'hour' : 'minute';
    return t('reminders.before', {
      length: format.number(minutes / UNITS[unit], { style: 'unit', unit, unitDisplay: 'long' }),
    });
  };
  return (
    <section aria-label={t('reminders.title')}>
      <p>{t('reminders.zone', { zone: timeZone })}</p>
      <Trouble error={plan.error ?? error} />
      {reminders.length === 0 && <p>{t('reminders.none')}</p>}
      {reminders.length > 0 && (
        <Table
          label={t('reminders.title')}
          heads={[t('reminders.when'), t('reminders.how'), t('reminders.state')]}
        >
          {reminders.map((each) => {
            const due = wallOf(each.localDueAt);
            return (
              <tr
                key={`${each.bookingVersion} ${each.offsetMinutes} ${each.channel}`}
                data-reminder={each.state}
              >
                <th scope="row">
                  <time dateTime={each.dueAt} title={`${each.dueAt} ${wallTime.offset(due.offsetMinutes)}`}>
                    {wallTime.day(due.local)}, {wallTime.time(due.local)}
                  </time>
                  <br />
                  <small>{before(each.offsetMinutes)}</small>
                </th>
                <td>{t(`reminders.channels.${each.channel}`)}</td>
                <td>
                  {t(`reminders.states.${each.state}`)}
                  {each.reason !== null && (
                    <>
                      :{' '}
                      {t.has(`reminders.reasons.${reasonOf(each.reason)}`) &&
                        t(`reminders.reasons.${reasonOf(each.reason)}`)}
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </Table>
      )}
      {isComing && (
        <>
          <ul className="rules">
            {offsetsMinutes.map((minutes) => (
              <li key={minutes} className="row">
                {before(minutes)}
                <button
                  type="button"
                  onClick={() =>
                    change({ offsetsMinutes: offsetsMinutes.filter((each) => each !== minutes) })
                  }
                >
                  {t('reminders.remove', { before: before(minutes) })}
                </button>
              </li>
            ))}
          </ul>
          <fieldset>
            <legend>{t('reminders.how')}</legend>
            {CHANNELS.map((channel) => (
              <label key={channel} className="row">
                <input
                  type="checkbox"
                  checked={channels.includes(channel)}
                  onChange={({ target }) =>
                    change({
                      channels: CHANNELS.filter((each) =>
                        each === channel ? target.checked : channels.includes(each),
                      ),
                    })
                  }
                />
                {t(`reminders.channels.${channel}`)}
              </label>
            ))}
          </fieldset>
          {offsetsMinutes.length < MOST_TIMES && (
            <Sending
              submit={t('reminders.add')}
              send={async (form) => {
                const unit = UNITS[unitOf(textOf(form, 'unit'))];
                const added = Number(textOf(form, 'length')) * unit;
                await save({ offsetsMinutes: [...new Set([...offsetsMinutes, added])] });
              }}
            >
              <div className="filters">
                <label>
                  {t('reminders.length')}
                  <input
                    name="length"
                    type="number"
                    inputMode="numeric"
                    min={1}
                    max={43_200}
                    defaultValue={3}
                    required
                  />
                </label>
                <label>
                  {t('reminders.unit')}
                  <select name="unit" defaultValue="hour">
                    {(['minute', 'hour', 'day'] as const).map((unit) => (
                      <option key={unit} value={unit}>
                        {t(`reminders.units.${unit}`)}
                      </option>
                    ))}
                  </select>
                </label>
              </div>
            </Sending>
          )}
        </>
      )}
    </section>
  );
}

const unitOf = (text: string): keyof typeof UNITS => (text === 'minute' || text === 'day' ? text : 'hour');

const REASONS = [
  ...['past', 'moved', 'cancelled', 'ended', 'clinic_inactive', 'not_chosen', 'declined', 'unreachable'],
  ...['overtaken', 'too_late', 'address_refused', 'refused'],
] as const;
/** What the api may say one day, and this page does not know. */
const reasonOf = (reason: string) => REASONS.find((each) => each === reason) ?? 'other';
