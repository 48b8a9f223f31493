import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** The blocks that somebody made or lifted. They protect the system, and go by their age. */
export const ipBlockData: PersonalDataSource = {
  name: 'ip-blocks',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'ipBlocks',
      select: `
        select id as key, jsonb_build_object('id', id, 'cidr', cidr, 'reason', reason, 'createdAt', created_at,
          'liftedAt', lifted_at) as row
        from ip_blocks where ? in (created_by, lifted_by) and id > ? order by id limit ?`,
    }),
  erase: async () => undefined,
};
