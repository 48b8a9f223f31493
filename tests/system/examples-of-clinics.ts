import { createTestClinic, createTestInvitation, createTestStaff } from '@antrean/clinics/testing';
import { createTestSession } from '@antrean/sessions/testing';
import { type ExampleScene, type Rehearsal } from './example-scene.ts';

/** Of clinics, pets, vendors and bookings. */
export function examplesOfClinics(scene: ExampleScene): readonly Rehearsal[] {
  const {
    person,
    put,
    png,
    pdf,
    tomorrow,
    dayOf,
    clinic,
    petOwner,
    booking,
    guestBooking,
    bookedByGuest,
    waitingGuest,
    vendor,
    review,
    medicalRecord,
    serialNumber,
    database,
  } = scene;
  return [
    // Clinics and their calendars.
    [
      /^DELETE \/api\/clinics\/\{id\}\/staff\/me$/,
      async () => {
        const { id } = await createTestClinic(database);
        const actor = await person('customer');
        await createTestStaff(database, id, { userId: actor.userId });
        return { actor: await createTestSession(database, { id: actor.userId }), ids: [id] };
      },
    ],
    [
      /^\w+ \/api\/clinics\/\{id\}\/staff\/\{staffId\}$/,
      async () => {
        const { clinicId, staffId } = await clinic();
        return { ids: [clinicId, staffId] };
      },
    ],
    [
      /^\w+ \/api\/clinics\/\{id\}\/services\/\{serviceId\}$/,
      async () => {
        const { clinicId, serviceId } = await clinic();
        return { ids: [clinicId, serviceId] };
      },
    ],
    [
      /^(PUT|DELETE) \/api\/clinics\/\{id\}\/hours\/exceptions\/\{date\}$/,
      async () => {
        const { clinicId, manager } = await clinic();
        const date = dayOf(tomorrow());
        await put(manager, 'PUT', `/api/clinics/${clinicId}/hours/exceptions/${date}`, { note: 'Idulfitri' });
        return { ids: [clinicId, date] };
      },
    ],
    [
      /^\w+ \/api\/clinics\/\{id\}\/availability-rules\/\{ruleId\}$/,
      async () => {
        const { clinicId, ruleId } = await clinic();
        return { ids: [clinicId, ruleId] };
      },
    ],
    [
      /^\w+ \/api\/clinics\/\{id\}\/blocks\/\{blockId\}$/,
      async () => {
        const { clinicId, manager } = await clinic();
        const { id } = await put<{ id: number }>(manager, 'POST', `/api/clinics/${clinicId}/blocks`, {
          ...{ startsAt: tomorrow(3), endsAt: tomorrow(4), reason: 'Cuti' },
        });
        return { ids: [clinicId, id] };
      },
    ],
    [
      /^POST \/api\/clinics\/\{id\}\/blocks$/,
      async () => ({
        ids: [(await clinic()).clinicId],
        body: { startsAt: tomorrow(3), endsAt: tomorrow(4) },
      }),
    ],
    [
      /^GET \/api\/clinics\/\{id\}\/slots/,
      async () => {
        const { clinicId, serviceId } = await clinic();
        return { ids: [clinicId], query: { serviceId, from: dayOf(tomorrow()), to: dayOf(tomorrow()) } };
      },
    ],
    [
      /^POST \/api\/clinics\/\{id\}\/bookings$/,
      async () => {
        const { clinicId, serviceId } = await clinic();
        const visitor = { name: 'Bayu', pet: { name: 'Bolu', species: 'kelinci' } };
        return { ids: [clinicId], body: { serviceId, startsAt: tomorrow(), visitor } };
      },
    ],
    [/^\w+ \/api\/clinics\/\{id\}/, async () => ({ ids: [(await clinic()).clinicId] })],
    [
      /^POST \/api\/clinic-invitations\/\{id\}/,
      async () => {
        const actor = await person('customer', { email: `works.${serialNumber()}@example.test` });
        return { actor, ids: [(await createTestInvitation(database, actor.userId)).id] };
      },
    ],
    // Pets.
    [/^POST \/api\/pets$/, async () => ({ actor: await person('customer') })],
    [
      /^(GET|DELETE) \/api\/pets\/\{id\}\/images\/\{imageId\}$/,
      async () => {
        const { actor, petId } = await petOwner();
        const path = `/api/pets/${petId}/images?filename=a.png`;
        return { actor, ids: [petId, (await put<{ id: number }>(actor, 'POST', path, await png())).id] };
      },
    ],
    [
      /\/medical-records\/\{recordId\}\/attachments\/\{attachmentId\}$/,
      async () => {
        const { actor, petId, id, path } = await medicalRecord();
        return { actor, ids: [petId, id, (await put<{ id: number }>(actor, 'POST', path, await png())).id] };
      },
    ],
    [
      /\/medical-records\/\{recordId\}/,
      async () => {
        const { actor, petId, id } = await medicalRecord();
        return { actor, ids: [petId, id], file: await png() };
      },
    ],
    [
      /\/api\/pets\/\{id\}/,
      async () => {
        const { actor, petId } = await petOwner();
        return { actor, ids: [petId], file: await png() };
      },
    ],
    // Vendors.
    [
      /^GET \/api\/vendor-applications\/\{id\}\/documents\/\{documentId\}$/,
      async () => {
        const { actor, id } = await vendor();
        const path = `/api/vendor-applications/${id}/documents?kind=other`;
        return { actor, ids: [id, (await put<{ id: number }>(actor, 'POST', path, pdf)).id] };
      },
    ],
    [
      /^(PUT|POST) \/api\/vendor-applications\/\{id\}|^DELETE \/api\/vendor-applications\/\{id\}\/documents/,
      async () => {
        const { actor, id, documentId } = await vendor();
        return { actor, ids: [id, documentId], file: pdf };
      },
    ],
    [/^POST \/api\/vendor-applications$/, async () => ({ actor: await person('customer') })],
    [
      /^GET \/api\/vendor-applications\/\{id\}/,
      async () => {
        const { actor, id, documentId } = await vendor();
        return { actor, ids: [id, documentId] };
      },
    ],
    [
      /^POST \/api\/admin\/vendor-applications\/\{id\}\/claim$/,
      async () => ({
        ids: [(await vendor('submitted')).id],
      }),
    ],
    [
      /\/api\/admin\/vendor-applications\/\{id\}/,
      async () => {
        const { actor, id, documentId } = await review();
        return { actor, ids: [id, documentId] };
      },
    ],
    // Bookings and those who wait.
    [
      /^PATCH \/api\/bookings\/\{id\}\/status$/,
      async () => {
        const { actor, id } = await booking({ hold: true });
        return { actor, ids: [id] };
      },
    ],
    [
      /^POST \/api\/bookings$/,
      async () => {
        const { actor, petId } = await petOwner();
        const { clinicId, serviceId } = await clinic();
        return { actor, body: { clinicId, serviceId, petId, startsAt: tomorrow() } };
      },
    ],
    [
      /^PATCH \/api\/bookings\/\{id\}$/,
      async () => {
        const { actor, id } = await booking();
        return { actor, ids: [id], body: { startsAt: tomorrow(5) } };
      },
    ],
    [
      /\/api\/bookings\/\{id\}/,
      async () => {
        const { actor, id } = await booking();
        return { actor, ids: [id] };
      },
    ],
    [/^GET \/api\/guest-bookings\/\{id\}$/, async () => ({ ids: [(await bookedByGuest()).id] })],
    [
      /^POST \/api\/guest-bookings$/,
      async () => {
        const { clinicId, serviceId } = await clinic();
        return { actor: null, body: { clinicId, serviceId, startsAt: tomorrow() } };
      },
    ],
    [
      /^POST \/api\/guest-bookings\/confirm$/,
      async () => ({
        actor: null,
        body: { token: (await guestBooking()).token },
      }),
    ],
    [
      /^POST \/api\/guest-bookings\/move$/,
      async () => ({
        actor: null,
        body: { token: (await bookedByGuest()).token, startsAt: tomorrow(5) },
      }),
    ],
    [
      /^POST \/api\/guest-bookings\//,
      async () => ({
        actor: null,
        body: { token: (await bookedByGuest()).token },
      }),
    ],
    [
      /^POST \/api\/waiting-list\/guests$/,
      async () => {
        const { clinicId, serviceId } = await clinic();
        const firstDate = dayOf(tomorrow());
        return { actor: null, body: { clinicId, serviceId, firstDate, lastDate: firstDate } };
      },
    ],
    [/^POST \/api\/waiting-list\/guests\//, async () => ({ actor: null, body: await waitingGuest() })],
    [
      /^POST \/api\/waiting-list$/,
      async () => {
        const { actor, petId } = await petOwner();
        const { clinicId, serviceId } = await clinic();
        const firstDate = dayOf(tomorrow());
        return { actor, body: { clinicId, serviceId, petId, firstDate, lastDate: firstDate } };
      },
    ],
    [
      /\/api\/waiting-list\/\{id\}/,
      async () => {
        const { actor, petId } = await petOwner();
        const { clinicId, serviceId } = await clinic();
        const firstDate = dayOf(tomorrow());
        const wish = { clinicId, serviceId, petId, firstDate, lastDate: firstDate };
        const { id } = await put<{ id: number }>(actor, 'POST', '/api/waiting-list', wish);
        return { actor, ids: [id] };
      },
    ],
  ];
}
