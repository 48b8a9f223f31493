import { unwrap, type paths } from '@antrean/client';
import { api } from './antrean.ts';

type Route = paths['/api/preferences/notifications'];
/** What somebody wants to be told by which channel, and what there is to choose. */
export type Wishes = Route['get']['responses'][200]['content']['application/json'];
export type Channel = Wishes['choices'][number]['channels'][number];
export const WISHES = ['me', 'wishes'] as const;

export const readWishes = (): Promise<Wishes> => unwrap(api.GET('/api/preferences/notifications'));
export const changeWishes = (
  body: Route['put']['requestBody']['content']['application/json'],
): Promise<Wishes> => unwrap(api.PUT('/api/preferences/notifications', { body }));
