import { versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** A reverse vending machine, as it was registered; how it is stands in `rvm_states`. */
export const Rvm = defineEntity({
  name: 'Rvm',
  tableName: 'rvms',
  properties: {
    id: p.integer().primary(),
    code: p.text(),
    name: p.text(),
    address: p.text(),
    latitude: p.float().columnType('double precision').nullable(),
    longitude: p.float().columnType('double precision').nullable(),
    outletId: p.integer().nullable(),
    capacity: p.integer(),
    createdBy: p.integer(),
    ...versioned,
  },
});
export type Rvm = InferEntity<typeof Rvm>;
