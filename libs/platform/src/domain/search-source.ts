import type { UserPrincipal } from '../auth/index.ts';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What somebody looks for. */
export interface Wanted {
  /** As it was typed, without blanks around it. */
  readonly text: string;
  /**
   * The numbers that it may be, of things that are numbered like `PM-20251001-007`: the whole number, without its prefix,
   * or today's alone.
   */
  numbers(prefix: string, digits: number): readonly string[];
  /** The same as a pattern of `ilike`; null while it is shorter than the three letters by which an index finds it. */
  readonly pattern: string | null;
  /** So many are told. */
  readonly limit: number;
}

export interface FoundThing {
  readonly id: number;
  /** What people call it. */
  readonly title: string;
  /** By what it is told from others of that name. */
  readonly detail: string;
}

/** A kind of things that can be looked for by name or number. */
export interface SearchSource {
  /** As clients know it: `order`; no two sources have the same. */
  readonly kind: string;
  /** By an index, and none that the actor may not read. */
  find(em: EntityManager, actor: UserPrincipal, wanted: Wanted): Promise<readonly FoundThing[]>;
}

/** The sources of all domains; loaded when first asked for. */
export type OpenSearchSources = () => Promise<readonly SearchSource[]>;

const LEAST_LETTERS = 3;

/** @param today the business date, `2025-10-01` */
export function wantedBy(text: string, today: string, limit: number): Wanted {
  return {
    text,
    limit,
    pattern: text.length < LEAST_LETTERS ? null : `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
    numbers: (prefix, digits) => {
      const [, ours, date, number] = /^(?:([a-z]+)-)?(?:(\d{8})-)?(\d{1,9})$/i.exec(text) ?? [];
      if (number === undefined || (ours !== undefined && ours.toUpperCase() !== prefix)) return [];
      return [`${prefix}-${date ?? today.replaceAll('-', '')}-${number.padStart(digits, '0')}`];
    },
  };
}
