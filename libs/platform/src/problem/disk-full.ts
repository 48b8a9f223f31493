/** The system has no room left for what is to be written. */
export class DiskFull extends Error {
  readonly code = 'ENOSPC';
}

/** Whether a failure is {@link DiskFull}, or Node's word for the same. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
