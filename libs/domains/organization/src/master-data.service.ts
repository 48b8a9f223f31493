import type { EventDefinition } from '@antrean/platform/messages';
import { assertVersion, toPage, type Page, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { flushUnique, nameTaken, offsetOf, type Database } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ListQuery } from './organization.contract.ts';

interface Row {
  id: number;
  name: string;
  isActive: boolean;
  version: number;
}

type MasterDataEvent = EventDefinition<{ id: number; name: string; isActive: boolean }>;

/** One kind of master data: how it is stored, shown and announced. */
export interface MasterData<R extends Row, Input, Changes, Body> {
  readonly events: { readonly created: MasterDataEvent; readonly updated: MasterDataEvent };
  /** The field that no two rows may share. */
  readonly uniqueField: string;
  readonly list: (em: EntityManager, query: ListQuery, offset: number) => Promise<[R[], number]>;
  /** @throws problem `not_found` */
  readonly find: (em: EntityManager, id: number) => Promise<R>;
  /** Loads and locks until the transaction ends. @throws problem `not_found` */
  readonly lock: (em: EntityManager, id: number) => Promise<R>;
  readonly create: (em: EntityManager, input: Input) => R;
  readonly change: (em: EntityManager, row: R, changes: Changes) => void;
  readonly toBody: (row: R) => Body;
}

type AnyFields = Readonly<Record<string, unknown>>;

/** @throws problem `page_not_counted` */
export async function listRows<R extends Row, I, C, B>(
  database: Database,
  kind: MasterData<R, I, C, B>,
  query: ListQuery,
): Promise<Page<B>> {
  const [rows, total] = await kind.list(database.fork(), query, offsetOf(query));
  return toPage(rows.map(kind.toBody), total, query);
}

/** @throws problem `not_found` */
export async function getRow<R extends Row, I, C, B>(
  database: Database,
  kind: MasterData<R, I, C, B>,
  id: number,
): Promise<B> {
  return kind.toBody(await kind.find(database.fork(), id));
}

/** @throws problem `name_taken` (409) */
export function createRow<R extends Row, I extends AnyFields, C, B>(
  unitOfWork: UnitOfWork,
  context: Context,
  kind: MasterData<R, I, C, B>,
  input: I,
): Promise<B> {
  return transaction(unitOfWork, context, async (tx) => {
    const row = kind.create(tx.em, input);
    await flushUnique(tx.em, () => nameTaken(kind.uniqueField, String(input[kind.uniqueField])));
    publish(tx, kind.events.created, { id: row.id, name: row.name, isActive: row.isActive });
    return kind.toBody(row);
  });
}

/** @throws problem `not_found`, `stale_version` (412), `name_taken` (409) */
export function changeRow<R extends Row, I, C extends AnyFields, B>(
  unitOfWork: UnitOfWork,
  context: Context,
  kind: MasterData<R, I, C, B>,
  target: { id: number; ifMatch: VersionCondition | undefined },
  changes: C,
): Promise<B> {
  return transaction(unitOfWork, context, async (tx) => {
    const row = await kind.lock(tx.em, target.id);
    assertVersion(row.version, target.ifMatch);
    const { version } = row;
    kind.change(tx.em, row, changes);
    await flushUnique(tx.em, () => nameTaken(kind.uniqueField, String(changes[kind.uniqueField])));
    if (row.version !== version) {
      publish(tx, kind.events.updated, { id: row.id, name: row.name, isActive: row.isActive });
    }
    return kind.toBody(row);
  });
}
