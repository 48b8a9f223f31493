import { query } from '@antrean/platform/database';
import { defineNotification, NothingToTell } from '@antrean/platform/notifications';
import { z } from 'zod';

/** Most managers of a clinic who are told. */
const PEOPLE_TOLD = 50;

/** Bookings to come that are marked, in numbers. */
interface Marked {
  clinic: string;
  isActive: boolean;
  outside: number;
  atOtherTime: number;
  url: string;
}

/** For who manages a clinic, once for a change of its hours, rules, blocks or zone, or when it was deactivated. */
export const outsideNotification = defineNotification({
  name: 'booking.outside-availability',
  summary:
    'That bookings lie outside of the hours that a clinic has now or at another time of its clocks, or that it is deactivated and has some.',
  choice: { id: 'Janji temu di luar jam praktik', en: 'Bookings outside of the hours' },
  channels: ['email', 'inApp'],
  facts: z.object({ clinicId: z.int() }),
  recipients: (em, { clinicId }) =>
    query<{ userId: number }>(
      em,
      `select user_id as "userId" from clinic_staff_v
       where clinic_id = ? and is_active and user_id is not null and role = 'manager' order by 1 limit ?`,
      [clinicId, PEOPLE_TOLD],
    ),
  read: async ({ database, config }, { clinicId }): Promise<Marked> => {
    const [told] = await query<Omit<Marked, 'url'>>(
      database.fork(),
      `select c.name as clinic, c.is_active as "isActive", marked.*
       from clinics_v c, lateral (
         select count(*) filter (where b.attention <> 'time_zone_changed')::int as outside,
           count(*) filter (where b.attention = 'time_zone_changed')::int as "atOtherTime"
         from bookings b
         where b.clinic_id = c.id and b.attention is not null and b.starts_at > now()
           and b.status in ('held', 'pending', 'confirmed')) marked
       where c.id = ?`,
      [clinicId],
    );
    if (!told || told.outside + told.atOtherTime === 0)
      throw new NothingToTell('Nothing is marked any more.');
    return { ...told, url: `${config.publicUrl}/app/bookings?attention=true` };
  },
  sample: {
    clinic: 'Klinik Hewan Sahabat',
    isActive: true,
    ...{ outside: 3, atOtherTime: 0 },
    url: 'https://antrean.example/app/bookings?attention=true',
  },
  texts: {
    id: ({ clinic, isActive, outside, atOtherTime, url }) => ({
      subject: !isActive
        ? `${outside} janji temu di ${clinic} yang dinonaktifkan`
        : outside > 0
          ? `${outside} janji temu di luar jam ${clinic}`
          : `${atOtherTime} janji temu pada jam lain di ${clinic}`,
      paragraphs: isActive
        ? [
            ...(outside > 0
              ? [
                  `Setelah jam, aturan, atau blokir diubah, ${outside} janji temu berada di luar waktu yang dapat dipesan.`,
                ]
              : []),
            ...(atOtherTime > 0
              ? [
                  `Zona waktu klinik diubah. ${atOtherTime} janji temu tetap pada saat yang dijanjikan, yang kini ditunjukkan lain oleh jam klinik.`,
                ]
              : []),
            'Semuanya tetap berlaku. Pindahkan atau batalkan yang tidak dapat dilayani.',
          ]
        : [
            `Klinik dinonaktifkan, dan masih ada ${outside} janji temu mendatang.`,
            'Semuanya tetap berlaku, tetapi tidak ada yang diingatkan. Batalkan yang tidak dapat dilayani; pelanggan akan diberi tahu.',
          ],
      action: { label: 'Lihat janji temu', url },
    }),
    en: ({ clinic, isActive, outside, atOtherTime, url }) => ({
      subject: !isActive
        ? `Bookings at ${clinic}, which is deactivated: ${outside}`
        : outside > 0
          ? `Bookings outside of the hours of ${clinic}: ${outside}`
          : `Bookings at another time of the clocks of ${clinic}: ${atOtherTime}`,
      paragraphs: isActive
        ? [
            ...(outside > 0
              ? [
                  `Since hours, rules or blocks were changed, bookings lie outside of what can be booked: ${outside}.`,
                ]
              : []),
            ...(atOtherTime > 0
              ? [
                  `The clinic has another time zone now. Bookings stay at the instant that was promised, which its clocks show as another time: ${atOtherTime}.`,
                ]
              : []),
            'All of them stand. Move or cancel those that cannot be kept.',
          ]
        : [
            `The clinic was deactivated, and has bookings to come: ${outside}.`,
            'All of them stand, but nobody is reminded of them. Cancel those that cannot be kept; the customers are told.',
          ],
      action: { label: 'See the bookings', url },
    }),
  },
});
