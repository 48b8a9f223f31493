export { instantOf } from './instant-of.ts';
export { untilWritten } from './until-written.ts';
export { timestamps, versioned } from './bookkeeping.ts';
export { connectDatabase, type Database, type DatabaseOptions } from './connect.ts';
export { ensureLoginRole } from './login-role.ts';
export { EXPORT_WITHIN_MS, openExports } from './exports.ts';
export { logFailure } from './log-failure.ts';
export { nextNumber, type IssuedNumber } from './number-series.ts';
export { createMigrator, type MigrationStatus, type Migrator } from './migrate.ts';
export {
  COUNT_LIMIT,
  cutSlice,
  idKey,
  INSTANT_OF_CURSOR,
  instantKey,
  microsecondsOf,
  offsetOf,
  startOf,
  type Slice,
} from './keyset.ts';
export { COUNT_NOTE, countRows, newestFirst } from './newest-first.ts';
export { prepared, query, textArray, type PreparedStatement, type SqlValue } from './query.ts';
export {
  againOnConflict,
  CommitOutcomeUnknown,
  databaseTrouble,
  DatabaseUnavailable,
  isDatabaseUnavailable,
  type DatabaseTrouble,
} from './trouble.ts';
export { ensurePartitions, moveStrayRows, readPartitionState, type PartitionState } from './partition.ts';
export { findRow, lockRow } from './find-row.ts';
export { flushUnique, nameTaken } from './flush-unique.ts';
export { findZoneDifferences, reportZoneData, ZONE_DATA, ZONES_DIFFER } from './zone-data.ts';
