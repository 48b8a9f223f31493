import type { RouteDependencies } from '@antrean/platform/domain';
import { created, fileAnswers, noContent, ok, route, type Route } from '@antrean/platform/http';
import { downloadAvatar, downloadThumbnail, removeAvatar, replaceAvatar } from './avatars/avatar.ts';
import { AVATAR_PATH, avatarKind, THUMBNAIL_PATH } from './avatars/avatar.queries.ts';
import { changeProfile } from './change-profile.ts';
import { completenessOf } from './completeness.ts';
import {
  avatarView,
  completenessBody,
  newProfile,
  profileBody,
  profileChange,
  profileReplacement,
} from './profile.contract.ts';
import { readProfile } from './profile.queries.ts';

const tag = 'Profile';
const PATH = '/api/profile';

/** What somebody tells of themselves, and their picture. */
export function profileRoutes(
  dependencies: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'storage'>,
): Route[] {
  const { unitOfWork, database } = dependencies;
  return [
    route({
      method: 'get',
      path: PATH,
      access: 'signed-in',
      personal: true,
      tag,
      summary: 'Your profile: what your account says of you, and what you told beyond it',
      response: profileBody,
      handler: async ({ actor }) => ok(await readProfile(database.fork(), actor.userId)),
    }),
    route({
      method: 'post',
      path: PATH,
      access: 'signed-in',
      tag,
      summary: 'Begin your profile; the name is that of your account unless you say another',
      body: newProfile,
      response: profileBody,
      status: 201,
      versioned: true,
      problems: ['profile_exists'],
      handler: async ({ actor, context, body, ifMatch }) =>
        created(await changeProfile(unitOfWork, context, actor, body, { ifMatch, isNew: true }), PATH),
    }),
    route({
      method: 'put',
      path: PATH,
      access: 'signed-in',
      tag,
      summary: 'Replace your profile; what you do not say is empty',
      description:
        'Your address and number are changed by `POST /api/auth/email` and `PUT /api/auth/phone`, because they must be proven.',
      body: profileReplacement,
      response: profileBody,
      versioned: true,
      handler: async ({ actor, context, body, ifMatch }) =>
        ok(await changeProfile(unitOfWork, context, actor, body, { ifMatch })),
    }),
    route({
      method: 'patch',
      path: PATH,
      access: 'signed-in',
      tag,
      summary: 'Change some of your profile; `null` empties a field',
      body: profileChange,
      response: profileBody,
      versioned: true,
      handler: async ({ actor, context, body, ifMatch }) =>
        ok(await changeProfile(unitOfWork, context, actor, body, { ifMatch })),
    }),
    route({
      method: 'get',
      path: `${PATH}/completeness`,
      access: 'signed-in',
      personal: true,
      tag,
      summary: 'How complete your profile is, and what is missing',
      description: 'An e-mail address counts when it has been proven.',
      response: completenessBody,
      handler: async ({ actor }) => ok(completenessOf(await readProfile(database.fork(), actor.userId))),
    }),
    route({
      method: 'put',
      path: AVATAR_PATH,
      access: 'signed-in',
      tag,
      summary:
        'Have a picture, instead of the one that there was: its bytes are the body, or the one part of a form',
      description:
        'Encoded anew without what stands beside the pixels, and made smaller above 1024 of them a side.',
      takesFile: avatarKind,
      response: avatarView,
      rateLimit: 'create',
      problems: avatarKind.codes,
      handler: async ({ actor, context, raw, signal }) =>
        ok(await replaceAvatar(dependencies, context, actor, { request: raw, signal })),
    }),
    route({
      method: 'get',
      path: AVATAR_PATH,
      access: 'signed-in',
      tag,
      summary: 'Your picture; nobody else sees it',
      produces: avatarKind.types.map(({ contentType }) => contentType),
      ...fileAnswers,
      problems: ['range_not_satisfiable', 'precondition_failed'],
      handler: async ({ actor }) => downloadAvatar(dependencies, actor),
    }),
    route({
      method: 'get',
      path: THUMBNAIL_PATH,
      access: 'signed-in',
      tag,
      summary: 'Your picture made small',
      description: 'WebP of 320 pixels at most. Not found until a worker has made it: see `thumbnailUrl`.',
      produces: ['image/webp'],
      ...fileAnswers,
      problems: ['range_not_satisfiable', 'precondition_failed'],
      handler: async ({ actor }) => downloadThumbnail(dependencies, actor),
    }),
    route({
      method: 'delete',
      path: AVATAR_PATH,
      access: 'signed-in',
      tag,
      summary: 'Have no picture any more',
      status: 204,
      handler: async ({ actor, context }) => {
        await removeAvatar(dependencies, context, actor);
        return noContent();
      },
    }),
  ];
}
