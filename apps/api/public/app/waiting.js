import { fail, json, onSubmit, say, send, show } from './page.js';

// Behind the #, so that no server, proxy or log ever sees it. Opening the page changes nothing: only the buttons do.
const token = new URLSearchParams(location.hash.slice(1)).get('token');
const element = (id) => document.querySelector(`#${id}`);

const STATES = {
  unconfirmed: say('Do you wait for a time?', 'Apakah Anda menunggu waktu?'),
  waiting: say('You wait; we mail you', 'Anda menunggu; kami kirimkan surel'),
  offered: say('A time is held for you: look into your mail', 'Ada waktu untuk Anda: periksa surel Anda'),
  booked: say('You have booked a time', 'Anda sudah memesan waktu'),
  missed: say('The time that was held for you is gone', 'Waktu yang ditahan untuk Anda sudah lewat'),
  left: say('You wait no longer', 'Anda tidak menunggu lagi'),
  expired: say('These days are over', 'Hari-hari ini sudah lewat'),
};

function render(entry) {
  const { firstDate, lastDate, fromTime, untilTime } = entry;
  element('state').textContent = STATES[entry.status];
  const days = firstDate === lastDate ? firstDate : `${firstDate} – ${lastDate}`;
  element('days').textContent =
    fromTime || untilTime ? `${days}, ${fromTime ?? '00:00'}–${untilTime ?? '24:00'}` : days;
  element('place').textContent = entry.clinicName;
  element('service').textContent = [entry.serviceName, entry.staffName].filter(Boolean).join(', ');
  element('confirm').hidden = !entry.may.confirm;
  element('leave').hidden = !entry.may.leave;
  show('entry');
}

const ask = async (what) => (await send(`/api/waiting-list/guests/${what}`, json('POST', { token }))).json();

onSubmit(element('confirm'), async () => render(await ask('confirm')));
onSubmit(element('leave'), async () => render(await ask('leave')));

if (token) ask('open').then(render, (error) => (show(''), fail(error)));
else show('broken');
