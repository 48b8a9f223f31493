import {
  LockMode,
  type EntityManager,
  type EntityName,
  type FilterQuery,
  type FindOneOptions,
} from '@mikro-orm/postgresql';
import { problem } from '../problem/index.ts';

interface Options<Entity extends object, Hint extends string> {
  /** Lazy properties to load too. */
  readonly populate?: FindOneOptions<Entity, Hint>['populate'];
  /** Whether the person who asks may know of the row; when not, it does not exist for them. */
  readonly isKnown?: (row: Entity) => boolean;
}

/** @throws problem `not_found` when there is no such row, or none that the one who asks may know of */
export function findRow<Entity extends object, Hint extends string = never>(
  em: EntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  options: Options<Entity, Hint> = {},
): Promise<Entity> {
  return find(em, entity, where, options, {});
}

/**
 * The same, to change the row: whoever else wants to waits for the end of this transaction.
 * @throws problem `not_found` as {@link findRow}
 */
export function lockRow<Entity extends object, Hint extends string = never>(
  em: EntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  options: Options<Entity, Hint> = {},
): Promise<Entity> {
  return find(em, entity, where, options, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

async function find<Entity extends object, Hint extends string>(
  em: EntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  { populate, isKnown = () => true }: Options<Entity, Hint>,
  lock: { lockMode?: LockMode.PESSIMISTIC_WRITE },
): Promise<Entity> {
  const row = await em.findOne<Entity, Hint>(entity, where, { ...(populate && { populate }), ...lock });
  if (!row || !isKnown(row)) throw problem('not_found');
  return row;
}
