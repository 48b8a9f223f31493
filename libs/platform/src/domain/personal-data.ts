import type { EntityManager } from '@mikro-orm/postgresql';
import type { JsonObject } from '../messages/index.ts';
import type { Tx } from '../transaction/index.ts';

/** One thing that is known about somebody. */
export interface PersonalRow {
  /** What it is one of: `pets`. Rows of a section follow each other; each section is a list of its own in the export. */
  readonly section: string;
  /** As people read it: names of the wire, no keys of files, no secrets, nothing about others. */
  readonly row: JsonObject;
}

/** A stored file that is somebody's. */
export interface PersonalFile {
  /** Its key in the storage. A file that is gone when it is read is left out. */
  readonly key: string;
  /** Where it lies in the export, below the source's folder, without `..`: `images/12 Momo.jpg`. Unique in its source. */
  readonly name: string;
}

/** What a domain keeps about its users: to be given to them, and to be forgotten with them. */
export interface PersonalDataSource {
  /** The folder in the export; no two sources have the same. */
  readonly name: string;
  /** All that is known about a user. Read in pages: what somebody has is never in memory as a whole. */
  read(em: EntityManager, userId: number): AsyncIterable<PersonalRow>;
  /** All files of a user; a source without files has none. */
  files?(em: EntityManager, userId: number): AsyncIterable<PersonalFile>;
  /**
   * Deletes what is known about a user, or makes it nobody's where a law or somebody else needs it, in the transaction of
   * the account's deletion. Files are given up by `discardFiles`. Finds nothing to do the second time.
   */
  erase(tx: Tx, userId: number): Promise<void>;
}

/** The sources of all domains; loaded when first asked for. */
export type OpenPersonalData = () => Promise<readonly PersonalDataSource[]>;
