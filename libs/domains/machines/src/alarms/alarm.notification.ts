import { query } from '@antrean/platform/database';
import {
  defineNotification,
  NothingToTell,
  type NotificationText,
  type Reader,
} from '@antrean/platform/notifications';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { permissions } from '../machine.policy.ts';
import type { AlarmKind } from '../machine.state.ts';

/** What comes within this time is told together; what was over before it had been told is told to nobody. */
const DIGEST_MS = 60_000;
/** Named in a message; of the rest it says how many there are. */
const NAMED = 20;
const PEOPLE_TOLD = 200;

/** In one notice; more are several. */
export const MOST_ALARMS = 1_000;

const facts = z.object({
  what: z.enum(['raised', 'cleared']),
  alarmIds: z.array(z.int()).max(MOST_ALARMS),
});
type Facts = z.output<typeof facts>;

interface Told {
  readonly what: Facts['what'];
  readonly kind: AlarmKind;
  readonly code: string;
  readonly name: string;
  readonly message: string | null;
}
interface Content {
  readonly told: readonly Told[];
  readonly url: string;
}

/** Who operates one of the machines: everywhere, or at its outlet. */
const operators = (em: EntityManager, { alarmIds }: Facts) =>
  query<{ userId: number }>(
    em,
    `select u.id as "userId" from users_v u
     where u.is_active and (
       u.id in (select user_id from user_permissions_v where permission = ?)
       or u.id in (
         select p.user_id from scoped_permissions_v p
         where p.permission = ? and p.outlet_id in (
           select m.outlet_id from rvm_alarms a join rvms m on m.id = a.rvm_id where a.id = any(?::int[]))))
     order by 1 limit ?`,
    [permissions.operate, permissions.operate, `{${alarmIds.join(',')}}`, PEOPLE_TOLD],
  );

/**
 * What is still worth telling this reader: not what is over, nor of machines under maintenance; of one that goes back and
 * forth only that it does; and that one is back only if it had been away for long enough to be told.
 */
const worthTelling = (em: EntityManager, { what, alarmIds }: Facts, userId: number) =>
  query<Told>(
    em,
    `select ?::text as what, a.kind, m.code, m.name, a.message
     from rvm_alarms a join rvms m on m.id = a.rvm_id join rvm_states s on s.rvm_id = m.id
     where a.id = any(?::int[]) and s.status <> 'MAINTENANCE'
       and case ?::text when 'raised' then a.cleared_at is null
             else a.cleared_at > a.raised_at + ? * interval '1 millisecond' end
       and (a.kind = 'FLAPPING' or not exists (
         select from rvm_alarms f where f.rvm_id = m.id and f.kind = 'FLAPPING' and f.cleared_at is null))
       and (exists (select from user_permissions_v p where p.user_id = ? and p.permission = ?)
         or m.outlet_id in (select p.outlet_id from scoped_permissions_v p where p.user_id = ? and p.permission = ?))
     order by a.id`,
    [
      ...[what, `{${alarmIds.join(',')}}`, what, DIGEST_MS],
      ...[userId, permissions.operate, userId, permissions.operate],
    ],
  );

const WORDS: Record<AlarmKind | 'BACK', Record<Reader['language'], string>> = {
  FULL: { id: 'penuh', en: 'is full' },
  FAULT: { id: 'rusak', en: 'has a fault' },
  OFFLINE: { id: 'tidak terhubung', en: 'is offline' },
  FLAPPING: { id: 'berganti-ganti status', en: 'keeps changing its status' },
  BACK: { id: 'terhubung kembali', en: 'is back' },
};

const headline = ({ what, kind, code }: Told, language: Reader['language']): string =>
  `${code} ${WORDS[what === 'cleared' ? 'BACK' : kind][language]}`;

const lineOf = (told: Told, language: Reader['language']): string =>
  `${headline(told, language)} (${told.name})${told.message === null ? '' : `: ${told.message}`}`;

const text =
  (language: Reader['language']) =>
  (contents: readonly Content[]): NotificationText => {
    const told = contents.flatMap((each) => each.told);
    const [first] = told;
    const more = told.length - NAMED;
    const subject =
      first && told.length === 1
        ? headline(first, language)
        : language === 'id'
          ? `${told.length} kabar dari mesin RVM`
          : `${told.length} things to know of your machines`;
    return {
      subject,
      paragraphs: [
        ...told.slice(0, NAMED).map((each) => lineOf(each, language)),
        ...(more > 0 ? [language === 'id' ? `dan ${more} lagi` : `and ${more} more`] : []),
      ],
      action: { label: language === 'id' ? 'Lihat mesin' : 'See the machines', url: contents[0]?.url ?? '' },
    };
  };

/** For operators of machines: what they have to see to, told together when it comes together. */
export const machineAlarms = defineNotification({
  name: 'rvm.alarms',
  summary: 'That machines are full, out of order or silent, and that they are back.',
  choice: { id: 'Alarm mesin RVM', en: 'Alarms of machines' },
  facts,
  channels: ['email', 'inApp'],
  recipients: operators,
  read: async ({ database, config }, told: Facts, { reader }): Promise<Content> => {
    const worth = reader.userId === null ? [] : await worthTelling(database.fork(), told, reader.userId);
    if (worth.length === 0) throw new NothingToTell('It is over, or silenced.', 'over');
    return { told: worth, url: `${config.publicUrl}/app/machines` };
  },
  texts: { id: (content) => text('id')([content]), en: (content) => text('en')([content]) },
  digest: { everyMs: DIGEST_MS, texts: { id: text('id'), en: text('en') } },
  sample: {
    told: [{ what: 'raised', kind: 'FULL', code: 'RVM-JKT-001', name: 'Lobi Utara', message: null }],
    url: 'https://antrean.example/app/machines',
  },
});
