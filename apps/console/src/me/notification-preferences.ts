import { unwrap, type paths } from '@antrean/client';
import { api } from '../antrean.ts';

type Route = paths['/api/preferences/notifications'];
/** What somebody wants to be told by which channel, and what there is to choose. */
export type Preferences = Route['get']['responses'][200]['content']['application/json'];
export type Channel = Preferences['choices'][number]['channels'][number];
export const PREFERENCES = ['me', 'preferences'] as const;

export const readPreferences = (): Promise<Preferences> => unwrap(api.GET('/api/preferences/notifications'));
export const changePreferences = (
  body: Route['put']['requestBody']['content']['application/json'],
): Promise<Preferences> => unwrap(api.PUT('/api/preferences/notifications', { body }));
