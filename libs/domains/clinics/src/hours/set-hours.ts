import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { assertVersion, invalidField } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { ClinicHours, type Clinic } from '../clinic.entity.ts';
import { MOST_EXCEPTIONS, type ExceptionInput, type HoursBody, type HoursInput } from './hours.contract.ts';
import { readHours } from './hours.queries.ts';
import { lockClinic, type ClinicTarget } from '../lock-clinic.ts';
import { hoursChanged } from '../messages.ts';
import { dayAt } from './opening-hours.ts';
import { databaseNow } from './hours.queries.ts';

interface Dependencies {
  readonly unitOfWork: UnitOfWork;
}

/**
 * Says when a clinic is open in an ordinary week and, when they are given, on which days it is otherwise.
 * @throws problem `not_found`, `forbidden`, `stale_version`, `clinic_inactive`
 */
export async function setHours(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  target: ClinicTarget,
  { weekly, exceptions }: HoursInput,
): Promise<HoursBody> {
  return change(unitOfWork, actor, context, target, async (tx, clinic, hours) => {
    const [before, wanted] = [JSON.stringify(hours.weekly), JSON.stringify(weekly)];
    hours.weekly = weekly;
    if (!exceptions) return before === wanted ? null : [];
    const today = dayAt(await databaseNow(tx.em), clinic.timeZone).toString();
    const dates = await replaceExceptions(tx, clinic.id, today, exceptions);
    return before === wanted && dates.length === 0 ? null : dates;
  });
}

/**
 * Says when a clinic is open on one day; null: as in every week.
 * @throws problem as {@link setHours}; `invalid_request` when there are too many
 */
export async function setException(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  target: ClinicTarget,
  date: string,
  exception: ExceptionInput | null,
): Promise<HoursBody> {
  return change(unitOfWork, actor, context, target, async ({ em }, { id }) => {
    const changed = exception
      ? await query<{ date: string }>(
          em,
          `insert into clinic_hour_exceptions as e (clinic_id, local_date, intervals, note)
           select ?, ?::date, ?::jsonb, ?
           where (select count(*) from clinic_hour_exceptions where clinic_id = ?) < ?
              or exists (select from clinic_hour_exceptions where clinic_id = ? and local_date = ?)
           on conflict (clinic_id, local_date) do update set intervals = excluded.intervals, note = excluded.note
           returning local_date::text as date`,
          [id, date, JSON.stringify(exception.intervals), exception.note, id, 2 * MOST_EXCEPTIONS, id, date],
        )
      : await query<{ date: string }>(
          em,
          `delete from clinic_hour_exceptions where clinic_id = ? and local_date = ?
           returning local_date::text as date`,
          [id, date],
        );
    if (exception && changed.length === 0) {
      throw invalidField('path.date', {
        en: `There are ${2 * MOST_EXCEPTIONS} days with other hours already`,
        id: `Sudah ada ${2 * MOST_EXCEPTIONS} hari dengan jam lain`,
      });
    }
    return changed.length === 0 ? null : changed.map((each) => each.date);
  });
}

/** Runs a change of a clinic's hours, which says which days it concerned; null when nothing changed. */
async function change(
  unitOfWork: UnitOfWork,
  actor: UserPrincipal,
  context: Context,
  { id, ifMatch }: ClinicTarget,
  work: (tx: Tx, clinic: Clinic, hours: ClinicHours) => Promise<string[] | null>,
): Promise<HoursBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const clinic = await lockClinic(tx, actor, { id });
    await query(tx.em, `insert into clinic_hours (clinic_id) values (?) on conflict do nothing`, [id]);
    const hours = await tx.em.findOneOrFail(ClinicHours, { clinicId: id });
    assertVersion(hours.version, ifMatch);
    const dates = await work(tx, clinic, hours);
    if (dates) {
      hours.updatedAt = new Date(); // so that the version grows when only days changed
      publish(tx, hoursChanged, { clinicId: id, name: clinic.name, dates });
      await tx.em.flush();
    }
    return readHours(tx.em, clinic, {});
  });
}

/** Days from `today` on get what is wanted; what was is history. @returns those that changed */
async function replaceExceptions(
  { em }: Tx,
  clinicId: number,
  today: string,
  wanted: NonNullable<HoursInput['exceptions']>,
): Promise<string[]> {
  const rows = JSON.stringify(wanted.filter(({ date }) => date >= today));
  const changed = await query<{ date: string }>(
    em,
    `with wanted as (
       select date, intervals, note from jsonb_to_recordset(?::jsonb) as w (date date, intervals jsonb, note text)
     ), gone as (
       delete from clinic_hour_exceptions e where clinic_id = ? and local_date >= ?
         and not exists (select from wanted w where w.date = e.local_date) returning local_date
     ), put as (
       insert into clinic_hour_exceptions as e (clinic_id, local_date, intervals, note)
       select ?, date, intervals, note from wanted
       on conflict (clinic_id, local_date) do update set intervals = excluded.intervals, note = excluded.note
         where (e.intervals, e.note) is distinct from (excluded.intervals, excluded.note)
       returning local_date
     )
     select local_date::text as date from gone union all select local_date::text from put order by 1`,
    [rows, clinicId, today, clinicId],
  );
  return changed.map(({ date }) => date);
}
