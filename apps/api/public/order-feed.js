/**
 * The connection to the order feed. When it opens it asks for the orders of the day. It comes back by itself, after
 * pauses that double, and then asks for what it missed (`auth.since`); when that is too much, for the day once more.
 * Events arrive in the order of `meta.seq`; one that was seen before is passed over.
 */

const CLIENT = '/socket.io/socket.io.js';
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const ANSWER_MS = 10_000;

/** Loads the Socket.IO client; while the server is away, again after pauses that double. */
async function loadClient(onMissing) {
  for (let pause = FIRST_PAUSE_MS; !globalThis.io; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const script = document.createElement('script');
    script.src = CLIENT;
    const loaded = new Promise((resolve) => {
      script.onload = () => resolve(true);
      script.onerror = () => resolve(false);
    });
    document.head.append(script);
    if (!(await loaded)) {
      script.remove();
      onMissing();
      await new Promise((resolve) => {
        setTimeout(resolve, pause);
      });
    }
  }
  return globalThis.io;
}

/**
 * @param access `{ token, outletId }`, empty when there is none
 * @param on `orders({ orders, total })` of the day, `event(name, payload, { isHistory })`, `caughtUp()`, `connected()`,
 *   `disconnected(text)`, `refused(text)`
 * @returns a function that closes the connection for good
 */
export function openFeed({ token, outletId }, eventNames, on) {
  /** The place of the last event; null before the first connection. */
  let lastSeq = null;
  let isHistory = true;
  let needsOrders = true;
  /** What happened while the orders of the day were asked for; null when they are there. */
  let held = null;
  let socket;
  let isClosed = false;
  let attempt = 0;

  const connect = (io) => {
    if (isClosed) return;
    socket = io({
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      forceNew: true,
      reconnectionDelay: FIRST_PAUSE_MS,
      reconnectionDelayMax: LONGEST_PAUSE_MS,
      // Asked anew before each attempt.
      auth: (send) => send({ token, outletId, ...(lastSeq === null ? {} : { since: lastSeq }) }),
    });
    const askForOrders = () => {
      held ??= [];
      socket.timeout(ANSWER_MS).emit('orders.today', (timedOut, answer) => {
        if (isClosed || held === null) return;
        if (timedOut || answer.error) {
          // A lost connection asks when it is back.
          if (socket.connected)
            setTimeout(() => socket.connected && held && askForOrders(), FIRST_PAUSE_MS * 4);
          return;
        }
        needsOrders = false;
        const events = held;
        held = null;
        on.orders(answer);
        for (const [name, payload] of events) on.event(name, payload, { isHistory: false });
      });
    };
    const tellAway = () =>
      on.disconnected(attempt === 0 ? 'reconnecting …' : `reconnecting, attempt ${attempt} …`);
    socket.on('connect', () => {
      attempt = 0;
      on.connected();
    });
    socket.on('disconnect', (reason) => {
      if (isClosed) return;
      if (reason === 'io server disconnect') on.refused('Access has ended. Connect with another token.');
      else tellAway();
    });
    socket.on('connect_error', (error) => {
      if (error.data?.code) on.refused(error.message);
      else tellAway();
    });
    socket.io.on('reconnect_attempt', (count) => {
      attempt = count;
      tellAway();
    });
    socket.on('replay.gap', () => {
      // It was more than a screen is told, is not in the log any more, or this is another log.
      needsOrders = true;
      lastSeq = null;
    });
    socket.on('stream.position', ({ seq }) => {
      lastSeq = seq;
      isHistory = false;
      if (needsOrders) askForOrders();
      else on.caughtUp();
    });
    for (const name of eventNames) {
      socket.on(name, (payload, meta) => {
        if (lastSeq !== null && meta.seq <= lastSeq) return;
        lastSeq = meta.seq;
        if (held) held.push([name, payload]);
        else on.event(name, payload, { isHistory });
      });
    }
  };

  loadClient(() => on.disconnected('waiting for the server …')).then(connect);
  return () => {
    isClosed = true;
    socket?.disconnect();
  };
}
