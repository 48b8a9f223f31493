import type { Retention } from '@antrean/platform/retention';

const OF_PERSON = 'at most one row per user, which goes with the account';

export const peopleRetention: readonly Retention[] = [
  { table: 'profiles', forEver: OF_PERSON },
  { table: 'avatars', forEver: OF_PERSON },
  { table: 'display_preferences', forEver: OF_PERSON },
  { table: 'favorite_vendors', forEver: '200 per user at most, which go with the account or the clinic' },
  { table: 'personal_exports', removed: 'with its file, seven days after it was made' },
];
