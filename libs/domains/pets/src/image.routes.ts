import type { RouteDependencies } from '@antrean/platform/domain';
import {
  created,
  fileAnswers,
  idParameter,
  noContent,
  ok,
  page,
  pageQuery,
  route,
  type Route,
} from '@antrean/platform/http';
import { z } from 'zod';
import { addImage, downloadImage, listImages, removeImage } from './image.ts';
import { fileView, imageKind, uploadQuery } from './pet-file.ts';
import { petParams } from './pet.contract.ts';
import { permissions } from './pet.policy.ts';
import { LIMITS, SPACE } from './pet.problem.ts';

const tag = 'Pets';
const PATH = '/api/pets/:id/images';
const imageParams = z.object({ id: idParameter, imageId: idParameter });

export const imageRoutes = (
  deps: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'storage'>,
): Route[] => [
  route({
    method: 'post',
    path: PATH,
    access: permissions.keep,
    tag,
    summary: 'Add a picture: its bytes are the body, or the one part of a form',
    description:
      `JPEG, PNG or WebP. It is encoded anew: upright, its first frame, ${imageKind.largestSide} pixels at most, without what ` +
      `else is in the file. At most ${LIMITS.images} of a pet, and ${SPACE}.`,
    params: petParams,
    query: uploadQuery,
    response: fileView,
    status: 201,
    takesFile: imageKind,
    rateLimit: 'create',
    problems: [...imageKind.codes, 'pet_limit_reached', 'pet_storage_full', 'pet_deleted'],
    handler: async ({ actor, params: { id: petId }, query, context, raw, signal }) => {
      const image = await addImage(deps, actor, context, {
        petId,
        name: query.filename,
        request: raw,
        signal,
      });
      return created(image, image.url);
    },
  }),
  route({
    method: 'get',
    path: PATH,
    access: permissions.read,
    scoped: true,
    tag,
    summary: 'List the pictures of a pet, newest first',
    params: petParams,
    query: z.object(pageQuery()),
    response: page(fileView),
    handler: async ({ actor, params: { id }, query }) =>
      ok(await listImages(deps.database.fork(), actor, id, query)),
  }),
  ...(['file', 'thumbnail'] as const).map((which) =>
    route({
      method: 'get',
      path: which === 'file' ? `${PATH}/:imageId` : `${PATH}/:imageId/thumbnail`,
      access: permissions.read,
      scoped: true,
      tag,
      summary: which === 'file' ? 'Download a picture of a pet' : 'Download the thumbnail of a picture',
      ...(which === 'thumbnail' && {
        description: 'WebP of 320 pixels at most. Not found until a worker has made it: see `thumbnailUrl`.',
      }),
      params: imageParams,
      produces: which === 'file' ? imageKind.types.map(({ contentType }) => contentType) : ['image/webp'],
      ...fileAnswers,
      problems: ['range_not_satisfiable', 'precondition_failed'],
      handler: async ({ actor, params: { id: petId, imageId } }) =>
        downloadImage(deps.database.fork(), deps.storage, actor, { petId, imageId }, which),
    }),
  ),
  route({
    method: 'delete',
    path: `${PATH}/:imageId`,
    access: permissions.keep,
    tag,
    summary: 'Remove a picture of a pet',
    params: imageParams,
    status: 204,
    problems: ['pet_deleted'],
    handler: async ({ actor, params: { id: petId, imageId }, context }) => {
      await removeImage(deps, actor, context, { petId, imageId });
      return noContent();
    },
  }),
];
