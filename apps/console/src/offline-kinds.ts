import { stepKind } from './kitchen/step.ts';

/** All that may be done without the server. */
export const OFFLINE_KINDS = [stepKind] as const;
