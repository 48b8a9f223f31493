import { asWhoIsLoggedIn } from './log-in.js';
import { fail, send, show } from './page.js';

/** Gets this browser the cookie of the queue console and leads there. */
const CONSOLE = '/admin/queues';

/** Where the reader was going, if that is the console. */
function destination() {
  const wanted = new URL(decodeURIComponent(location.hash.slice(1)) || CONSOLE, location.origin);
  const isConsole = wanted.pathname === CONSOLE || wanted.pathname.startsWith(`${CONSOLE}/`);
  return wanted.origin === location.origin && isConsole ? wanted.pathname + wanted.search : CONSOLE;
}

async function enter(accessToken) {
  try {
    await send('/api/admin/queues/session', {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    // The console would lead back here, for ever, when the browser keeps no cookie.
    if ((await fetch(CONSOLE)).status === 401)
      throw new Error(document.querySelector('#no-cookie').textContent);
  } catch (error) {
    show('login');
    throw error;
  }
  location.replace(destination());
}

await asWhoIsLoggedIn(enter).catch(fail);
