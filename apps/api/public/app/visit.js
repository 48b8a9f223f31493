import { fail, json, onSubmit, say, send, show } from './page.js';

// Behind the #, so that no server, proxy or log ever sees it. Opening the page changes nothing: only the buttons do.
const token = new URLSearchParams(location.hash.slice(1)).get('token');
const language = document.documentElement.lang;
const element = (id) => document.querySelector(`#${id}`);

const STATES = {
  held: say('Confirm your booking', 'Konfirmasikan janji temu Anda'),
  pending: say('The clinic is to confirm it', 'Menunggu konfirmasi klinik'),
  confirmed: say('Your booking is confirmed', 'Janji temu Anda terkonfirmasi'),
  checked_in: say('You have come', 'Anda sudah datang'),
  completed: say('This visit is over', 'Kunjungan ini sudah selesai'),
  no_show: say('Nobody came to this visit', 'Tidak ada yang datang pada kunjungan ini'),
  cancelled: say('This booking is cancelled', 'Janji temu ini dibatalkan'),
  expired: say('This time is kept no longer', 'Waktu ini tidak lagi ditahan'),
};

let visit;

/** On the clocks of the clinic. */
const onClocks = (instant, options) =>
  new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: visit.timeZone,
    ...options,
  }).format(new Date(instant));

const timeOf = (instant) =>
  onClocks(instant, { hour: '2-digit', minute: '2-digit', timeZoneName: 'shortOffset' });

function render(state) {
  visit = state;
  const { status, may, guest } = visit;
  element('state').textContent = STATES[status];
  element('time').textContent =
    `${onClocks(visit.startsAt, { dateStyle: 'full' })}, ${timeOf(visit.startsAt)}`;
  element('place').textContent = visit.clinicName;
  element('service').textContent = `${visit.serviceName}, ${visit.staffName}`;
  element('pet').textContent = guest.pet.name;
  element('confirm').hidden = !may.confirm;
  element('cancel').hidden = !may.cancel;
  element('forget').hidden = may.confirm;
  element('other').hidden = !may.move && !may.bookAgain;
  element('other').open = may.bookAgain;
  element('other-title').textContent = may.move
    ? say('Choose another time', 'Pilih waktu lain')
    : say('Book again', 'Pesan lagi');
  element('choose-button').textContent = may.move ? say('Move it there', 'Pindahkan') : say('Book', 'Pesan');
  show('visit');
}

const ask = async (what, more = {}) =>
  (await send(`/api/guest-bookings/${what}`, json('POST', { token, ...more }))).json();

async function showSlots() {
  const day = element('day').value;
  if (!day) return;
  const query = new URLSearchParams({ serviceId: visit.serviceId, from: day, to: day });
  const slots = await (await send(`/api/clinics/${visit.clinicId}/slots?${query}`)).json();
  const options = slots.map(({ startsAt, staffIds }) => {
    const option = new Option(timeOf(startsAt), startsAt);
    // Whoever has it, if they are free then.
    option.dataset.staffId = staffIds.includes(visit.staffId) ? visit.staffId : staffIds[0];
    return option;
  });
  const none = new Option(say('Nothing is free on this day', 'Tidak ada yang kosong pada hari ini'), '');
  element('slot').replaceChildren(...(options.length > 0 ? options : [none]));
}

async function bookAgain(startsAt) {
  const { name, email, phone, pet, timeZone } = visit.guest;
  const { clinicId, serviceId } = visit;
  const wish = { clinicId, serviceId, startsAt, name, email, phone, pet, language };
  await send('/api/guest-bookings', json('POST', { ...wish, ...(timeZone ? { timeZone } : {}) }));
  show('asked');
}

element('day').addEventListener('change', () => {
  fail({ message: '' });
  showSlots().catch(fail);
});
onSubmit(element('confirm'), async () => render(await ask('confirm')));
onSubmit(element('cancel'), async () => render(await ask('cancel')));
onSubmit(element('forget'), async () => {
  await ask('forget');
  history.replaceState(null, '', location.pathname);
  show('forgotten');
});
onSubmit(element('choose'), async (form) => {
  const startsAt = form.get('slot');
  if (!visit.may.move) {
    await bookAgain(startsAt);
    return;
  }
  const [chosen] = element('slot').selectedOptions;
  render(await ask('move', { startsAt, staffId: Number(chosen.dataset.staffId) }));
});

if (token) ask('open').then(render, (error) => (show(''), fail(error)));
else show('broken');
