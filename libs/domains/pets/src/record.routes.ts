import { COUNT_NOTE } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { created, fileAnswers, noContent, ok, route, type Route } from '@antrean/platform/http';
import { fileView, recordFileKind, uploadQuery } from './pet-file.ts';
import { petParams } from './pet.contract.ts';
import { permissions } from './pet.policy.ts';
import { LIMITS, SPACE } from './pet.problem.ts';
import { attachToRecord, detachFromRecord, downloadFromRecord } from './record-file.ts';
import {
  attachmentParams,
  newRecord,
  recordChanges,
  recordPage,
  recordParams,
  recordQuery,
  recordView,
} from './record.contract.ts';
import { listRecords, readRecord } from './record.queries.ts';
import { createRecord, deleteRecord, updateRecord, type RecordDependencies } from './write-record.ts';

const tag = 'Pets';
const PATH = '/api/pets/:id/medical-records';
const FILES = `${PATH}/:recordId/attachments`;

export const recordRoutes = (
  deps: RecordDependencies & Pick<RouteDependencies, 'database' | 'storage'>,
): Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: permissions.read,
    scoped: true,
    tag,
    summary: 'List the medical history of a pet, the latest first',
    description: COUNT_NOTE,
    params: petParams,
    query: recordQuery,
    response: recordPage,
    handler: async ({ actor, params: { id }, query }) =>
      ok(await listRecords(deps.database.fork(), actor, id, query)),
  }),
  route({
    method: 'post',
    path: PATH,
    access: permissions.record,
    scoped: true,
    tag,
    summary: 'Write into the medical history of a pet',
    description: `By its owner, or by staff for a clinic of theirs that it has been at. At most ${LIMITS.records} of a pet by its owner, and as many by each clinic.`,
    params: petParams,
    body: newRecord,
    response: recordView,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['pet_deleted', 'pet_limit_reached'],
    handler: async ({ actor, params: { id }, body, context }) => {
      const record = await createRecord(deps, actor, context, id, body);
      return created(record, `/api/pets/${id}/medical-records/${record.id}`);
    },
  }),
  route({
    method: 'get',
    path: `${PATH}/:recordId`,
    access: permissions.read,
    scoped: true,
    tag,
    summary: 'Read a medical record',
    params: recordParams,
    response: recordView,
    handler: async ({ actor, params: { id: petId, recordId } }) =>
      ok(await readRecord(deps.database.fork(), actor, { petId, recordId })),
  }),
  route({
    method: 'patch',
    path: `${PATH}/:recordId`,
    access: permissions.record,
    scoped: true,
    tag,
    summary: 'Change a medical record; what is not named stays',
    description: 'What the owner wrote is changed by the owner, what a clinic wrote by its staff.',
    params: recordParams,
    body: recordChanges,
    response: recordView,
    versioned: true,
    problems: ['pet_deleted'],
    handler: async ({ actor, params: { id: petId, recordId }, body, context, ifMatch }) =>
      ok(await updateRecord(deps, actor, context, { petId, recordId, ifMatch }, body)),
  }),
  route({
    method: 'delete',
    path: `${PATH}/:recordId`,
    access: permissions.record,
    scoped: true,
    tag,
    summary: 'Delete a medical record with its files',
    params: recordParams,
    status: 204,
    versioned: true,
    problems: ['pet_deleted'],
    handler: async ({ actor, params: { id: petId, recordId }, context, ifMatch }) => {
      await deleteRecord(deps, actor, context, { petId, recordId, ifMatch });
      return noContent();
    },
  }),
  route({
    method: 'post',
    path: FILES,
    access: permissions.record,
    scoped: true,
    tag,
    summary: 'Attach a file to a medical record: its bytes are the body, or the one part of a form',
    description:
      `PDF, JPEG, PNG or WebP, at most ${LIMITS.files} of a record, ${LIMITS.filesOfPet} of a pet’s owner and as many of ` +
      `each clinic, and ${SPACE}. Images are encoded anew.`,
    params: recordParams,
    query: uploadQuery,
    response: fileView,
    status: 201,
    takesFile: recordFileKind,
    rateLimit: 'create',
    problems: [...recordFileKind.codes, 'pet_limit_reached', 'pet_storage_full', 'pet_deleted'],
    handler: async ({ actor, params: { id: petId, recordId }, query, context, raw, signal }) => {
      const sent = { name: query.filename, request: raw, signal };
      const file = await attachToRecord(deps, actor, context, { petId, recordId, ...sent });
      return created(file, file.url);
    },
  }),
  ...(['file', 'thumbnail'] as const).map((which) =>
    route({
      method: 'get',
      path: which === 'file' ? `${FILES}/:attachmentId` : `${FILES}/:attachmentId/thumbnail`,
      access: permissions.read,
      scoped: true,
      tag,
      summary:
        which === 'file' ? 'Download a file of a record' : 'Download the thumbnail of an image of a record',
      params: attachmentParams,
      produces:
        which === 'file' ? recordFileKind.types.map(({ contentType }) => contentType) : ['image/webp'],
      ...fileAnswers,
      problems: ['range_not_satisfiable', 'precondition_failed'],
      handler: async ({ actor, params: { id: petId, ...file } }) =>
        downloadFromRecord(deps.database.fork(), deps.storage, actor, { petId, ...file }, which),
    }),
  ),
  route({
    method: 'delete',
    path: `${FILES}/:attachmentId`,
    access: permissions.record,
    scoped: true,
    tag,
    summary: 'Take a file off a medical record',
    params: attachmentParams,
    status: 204,
    problems: ['pet_deleted'],
    handler: async ({ actor, params: { id: petId, recordId, attachmentId }, context }) => {
      await detachFromRecord(deps, actor, context, { petId, recordId, attachmentId });
      return noContent();
    },
  }),
];
