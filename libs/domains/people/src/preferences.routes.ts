import type { RouteDependencies } from '@antrean/platform/domain';
import { noContent, ok, route, type Route } from '@antrean/platform/http';
import { addFavorite, listFavorites, MOST_FAVORITES, removeFavorite } from './favorite-vendors.ts';
import { changePreferences, readPreferences } from './preferences.ts';
import {
  favoritePage,
  favoriteParams,
  favoriteQuery,
  preferencesBody,
  preferencesChange,
} from './preferences.contract.ts';

const tag = 'Preferences';
const PATH = '/api/preferences';
const FAVORITES = `${PATH}/favorite-vendors`;

/** What somebody has chosen. */
export const preferencesRoutes = ({
  unitOfWork,
  database,
  notifications,
}: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'notifications'>): Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'signed-in',
    personal: true,
    tag,
    summary: 'What you have chosen: how you are told, language, how screens look, time zone',
    response: preferencesBody,
    handler: async ({ actor }) => ok(await readPreferences(database.fork(), notifications, actor.userId)),
  }),
  route({
    method: 'put',
    path: PATH,
    access: 'signed-in',
    tag,
    summary: 'Choose; what you do not say stays as it was',
    body: preferencesChange,
    response: preferencesBody,
    handler: async ({ actor, context, body }) =>
      ok(await changePreferences(unitOfWork, context, notifications, actor, body)),
  }),
  route({
    method: 'get',
    path: FAVORITES,
    access: 'signed-in',
    personal: true,
    tag,
    summary: 'Your favourite clinics, the latest first; also those that have closed since',
    query: favoriteQuery,
    response: favoritePage,
    handler: async ({ actor, query }) => ok(await listFavorites(database.fork(), actor.userId, query)),
  }),
  route({
    method: 'put',
    path: `${FAVORITES}/:clinicId`,
    access: 'signed-in',
    tag,
    summary: `Make a clinic one of your favourites, of which you may have ${MOST_FAVORITES}`,
    params: favoriteParams,
    status: 204,
    problems: ['favorite_vendors_full'],
    handler: async ({ actor, context, params: { clinicId } }) => {
      await addFavorite(unitOfWork, context, actor, clinicId);
      return noContent();
    },
  }),
  route({
    method: 'delete',
    path: `${FAVORITES}/:clinicId`,
    access: 'signed-in',
    tag,
    summary: 'A clinic is none of your favourites any more',
    params: favoriteParams,
    status: 204,
    handler: async ({ actor, context, params: { clinicId } }) => {
      await removeFavorite(unitOfWork, context, actor, clinicId);
      return noContent();
    },
  }),
];
