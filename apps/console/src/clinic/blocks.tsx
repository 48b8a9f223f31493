import { done, ifMatch, newKey, unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { toast } from '../toast.tsx';
import { useWho } from '../who.tsx';
import { useWallTime } from '../wall-time.ts';
import { CALENDAR, MINUTE, ms, wallAt, type Block, type Column } from './calendar-data.ts';
import { Dialog } from './parts.tsx';

/** Takes time from what can be booked. Who manages the clinic may for everybody, others for themselves. */
export function NewBlock({
  clinicId,
  column: { person, day },
  start,
  close,
}: {
  clinicId: number;
  column: Column;
  start: number;
  close: () => void;
}) {
  const t = useTranslations('calendar');
  const { may } = useWho();
  const queries = useQueryClient();
  const wallTime = useWallTime();
  const [key] = useState(newKey);
  const { local } = wallAt(day, start);
  const when = `${wallTime.day(local)}, ${wallTime.time(local)}`;
  return (
    <Dialog title={t('blockOf', { person: person.name, when })} close={close}>
      <Sending
        submit={t('block')}
        send={async (form) => {
          const startsAt = new Date(start).toISOString();
          const endsAt = new Date(start + Number(textOf(form, 'minutes')) * MINUTE).toISOString();
          const reason = textOf(form, 'reason').trim();
          await unwrap(
            api.POST('/api/clinics/{id}/blocks', {
              params: { path: { id: clinicId } },
              headers: { 'Idempotency-Key': key },
              body: {
                staffId: form.get('whole') === null ? person.id : null,
                ...{ startsAt, endsAt },
                reason: reason === '' ? null : reason,
              },
            }),
          );
          void queries.invalidateQueries({ queryKey: [CALENDAR, clinicId] });
          toast(t('blockDone'));
          close();
        }}
      >
        <label className="field">
          {t('minutes')}
          <input
            name="minutes"
            type="number"
            inputMode="numeric"
            min={5}
            max={44_640}
            step={5}
            defaultValue={60}
            required
            autoFocus
          />
        </label>
        <label className="field">
          {t('reason')}
          <input name="reason" maxLength={200} autoComplete="off" />
        </label>
        {may('availability.manage') && (
          <label className="row">
            <input type="checkbox" name="whole" /> {t('wholeClinic')}
          </label>
        )}
      </Sending>
    </Dialog>
  );
}

/** What is blocked, and its end. */
export function BlockPanel({
  clinicId,
  block,
  column: { person, day },
  close,
}: {
  clinicId: number;
  block: Block;
  column: Column;
  close: () => void;
}) {
  const t = useTranslations('calendar');
  const queries = useQueryClient();
  const wallTime = useWallTime();
  const [from, to] = [wallAt(day, ms(block.startsAt)), wallAt(day, ms(block.endsAt))];
  const when = `${wallTime.day(from.local)}, ${wallTime.time(from.local)} – ${wallTime.time(to.local)}`;
  return (
    <Dialog
      title={t('blockOf', { person: block.staffId === null ? t('wholeClinic') : person.name, when })}
      close={close}
    >
      {block.reason !== null && (
        <p>
          <bdi>{block.reason}</bdi>
        </p>
      )}
      <Sending
        submit={t('unblock')}
        send={async () => {
          await done(
            api.DELETE('/api/clinics/{id}/blocks/{blockId}', {
              params: { path: { id: clinicId, blockId: block.id } },
              headers: ifMatch(block.version),
            }),
          );
          void queries.invalidateQueries({ queryKey: [CALENDAR, clinicId] });
          toast(t('unblocked'));
          close();
        }}
      >
        {null}
      </Sending>
    </Dialog>
  );
}
