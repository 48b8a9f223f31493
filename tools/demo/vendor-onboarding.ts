import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';
import type { Heard } from './listener.ts';
import { registerCustomer } from './own-account.ts';
import type { Person, World } from './world.ts';

const APPLICATION = z.object({
  id: z.int(),
  status: z.string(),
  clinicId: z.int().nullable(),
  version: z.int(),
});
const STEP = z.object({ complete: z.boolean(), progress: z.object({ percent: z.int() }) });
const QUEUE = z.object({ data: z.array(z.object({ id: z.int() })), total: z.int() });
const CLINICS = z.object({ data: z.array(z.object({ id: z.int(), name: z.string() })) });
const HISTORY = z.object({ data: z.array(z.object({ action: z.string() })) });
const EVENT = z.object({ id: z.int() });
const PATH = '/api/vendor-applications';
const ADMIN = '/api/admin/vendor-applications';
const REASON = 'The address is that of another clinic. Please correct it.';

/** As small as a PDF can be that readers open. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** Somebody applies to be listed with a clinic, changes what the reviewer asks for, and is approved. */
export async function playVendorOnboarding(world: World): Promise<string[]> {
  const applicant =
    (await registerCustomer(world, 'Dewi Anggraini'))?.person ?? (await world.login('CUS001'));
  const reviewer = await world.login('ADM001');
  const listener = await applicant.listen('applicant');
  const name = `Klinik Satwa ${randomUUID().slice(0, 8)}`;

  const { id } = APPLICATION.parse(await applicant.ask('POST', PATH));
  await fillIn(world, applicant, id, name);
  await submit(applicant, id);
  world.say('  hands the application in');

  await world.pause();
  await review(reviewer, id, { decision: 'CHANGES_REQUESTED', reason: REASON });
  world.say('  the reviewer asks for another address');
  await save(applicant, id, 'location', place('Jalan Wolter Monginsidi 5'));
  await submit(applicant, id);

  await world.pause();
  const { clinicId } = await review(reviewer, id, { decision: 'APPROVED' });
  const found = CLINICS.parse(await world.get(`/api/clinics?q=${encodeURIComponent(name)}`));
  if (clinicId === null || found.data[0]?.id !== clinicId) throw new DemoError(`${name} is not listed.`);
  await applicant.ask('PATCH', `/api/clinics/${clinicId}`, { description: 'Open for cats and dogs.' });
  world.say(`  ${name} is listed, and its applicant manages it`);

  const names = await listener.until('the approval', (heard) => {
    const steps = about(heard, id);
    return steps.filter((step) => step === 'vendor.application.decided').length === 2 ? steps : undefined;
  });
  const { data: history } = HISTORY.parse(await applicant.ask('GET', `${PATH}/${id}/history`));
  return [
    `${name}: clinic ${clinicId}, submitted ${history.filter(({ action }) => action === 'submitted').length} times`,
    `events heard by the applicant: ${names.length}; lines of history: ${history.length}`,
  ];
}

async function fillIn(world: World, applicant: Person, id: number, name: string): Promise<void> {
  await save(applicant, id, 'business', { name, phone: '+628123456789', email: 'halo@example.com' });
  await save(applicant, id, 'location', place('Jalan Kemang Raya 12'));
  const services = [
    { name: 'Vaccination', price: 150_000, durationMinutes: 30 },
    { name: 'Consultation', price: 100_000, durationMinutes: 20, bufferMinutes: 10 },
  ];
  await save(applicant, id, 'services', { services });
  for (const kind of ['business_licence', 'identity', 'tax_number']) {
    await applicant.upload(
      `${PATH}/${id}/documents?kind=${kind}&filename=${kind}.pdf`,
      PDF,
      'application/pdf',
    );
  }
  await save(applicant, id, 'documents', { licenceNumber: 'NIB 1234567890123' });
  const percent = await save(applicant, id, 'review', { confirmed: true });
  world.say(`  ${name}: five steps and three documents, ${percent} % complete`);
}

const place = (street: string) => ({
  address: { street, city: 'Jakarta Selatan' },
  location: { lat: -6.2607, lng: 106.8137 },
});

/** Saves a step. Returns how much of the form is complete now. */
async function save(applicant: Person, id: number, step: string, body: object): Promise<number> {
  const { complete, progress } = STEP.parse(await applicant.ask('PUT', `${PATH}/${id}/steps/${step}`, body));
  if (!complete) throw new DemoError(`The step ${step} of application ${id} is not complete.`);
  return progress.percent;
}

const submit = (applicant: Person, id: number) =>
  applicant.ask('POST', `${PATH}/${id}/submit`, undefined, { 'idempotency-key': randomUUID() });

/** Takes the application out of the queue and decides about what was read. */
async function review(reviewer: Person, id: number, decision: object): Promise<z.infer<typeof APPLICATION>> {
  // What others have left in the queue waits longer than this.
  const { data } = QUEUE.parse(await reviewer.ask('GET', `${ADMIN}?limit=200`));
  if (!data.some((each) => each.id === id)) throw new DemoError(`Application ${id} is not in the queue.`);
  await reviewer.ask('POST', `${ADMIN}/${id}/claim`, {});
  const { version } = APPLICATION.parse(await reviewer.ask('GET', `${ADMIN}/${id}`));
  const headers = { 'if-match': `"${version}"`, 'idempotency-key': randomUUID() };
  return APPLICATION.parse(await reviewer.ask('POST', `${ADMIN}/${id}/decision`, decision, headers));
}

const about = (heard: readonly Heard[], id: number): string[] =>
  heard
    .filter(({ name, payload }) => name.startsWith('vendor.') && EVENT.parse(payload).id === id)
    .map(({ name }) => name);
