import { profileChange } from '@antrean/accounts';
import { preferencesChange as notificationsChange, wanted } from '@antrean/notifications';
import { id, idParameter, instant, page, pageQuery } from '@antrean/platform/http';
import { z } from 'zod';

/** How the screens look. `locale`: as the language has it. */
export const display = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  dateFormat: z.enum(['locale', 'iso', 'dmy', 'mdy']),
  timeFormat: z.enum(['locale', '24h', '12h']),
  firstDayOfWeek: z.enum(['monday', 'sunday']),
});
export type Display = z.output<typeof display>;

/** Of who has chosen nothing. */
export const DEFAULT_DISPLAY: Display = {
  theme: 'system',
  density: 'comfortable',
  dateFormat: 'locale',
  timeFormat: 'locale',
  firstDayOfWeek: 'monday',
};

const { language, timeZone: timezone } = profileChange.shape;
export const preferencesBody = z.object({
  notifications: z.object({
    email: z.boolean(),
    sms: z.boolean(),
    inApp: z.boolean(),
    events: z
      .record(z.string(), wanted)
      .describe(
        'By what is told. What is off above is off for all; GET /api/preferences/notifications has their titles',
      ),
  }),
  language: z.enum(['id', 'en']),
  display,
  timezone: z.string().nullable().describe('IANA; null: that of the business'),
});
export type PreferencesBody = z.output<typeof preferencesBody>;

export const preferencesChange = z
  .strictObject({
    notifications: z
      .strictObject({
        email: z.boolean().exactOptional(),
        sms: z.boolean().exactOptional(),
        inApp: z.boolean().exactOptional(),
        events: notificationsChange.shape.notifications,
      })
      .optional(),
    language,
    display: z
      .strictObject({
        theme: display.shape.theme.exactOptional(),
        density: display.shape.density.exactOptional(),
        dateFormat: display.shape.dateFormat.exactOptional(),
        timeFormat: display.shape.timeFormat.exactOptional(),
        firstDayOfWeek: display.shape.firstDayOfWeek.exactOptional(),
      })
      .optional(),
    timezone,
  })
  .refine((change) => Object.keys(change).length > 0, 'says nothing to change')
  .meta({ examples: [{ language: 'id', display: { theme: 'dark' }, timezone: 'Asia/Jakarta' }] });
export type PreferencesChange = z.output<typeof preferencesChange>;

export const favoriteParams = z.object({ clinicId: idParameter });
export const favoriteQuery = z.object(pageQuery(50));
export const favoriteVendor = z.object({
  clinicId: id,
  name: z.string(),
  city: z.string(),
  isActive: z.boolean().describe('False when it has closed'),
  addedAt: instant,
});
export type FavoriteVendor = z.output<typeof favoriteVendor>;
export const favoritePage = page(favoriteVendor);
