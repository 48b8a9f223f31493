import { OneTimeToken } from './one-time-token.ts';

export const signInEntities = [OneTimeToken] as const;
