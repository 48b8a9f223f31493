import { createChime } from './chime.js';
import { createBoard } from './order-board.js';
import { money, showOrders } from './order-cards.js';
import { openFeed } from './order-feed.js';

const element = (id) => document.getElementById(id);
const board = createBoard();
const chime = createChime();
const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

let closeFeed = () => undefined;
let isDrawing = false;
let freshInvoice = null;

function draw() {
  isDrawing = false;
  const { count, sales, open } = board.totals();
  element('order-count').textContent = String(count);
  element('sales').textContent = money(sales);
  element('open-count').textContent = String(open);
  element('day').textContent = board.day() === '' ? 'No orders yet' : today.format(new Date(board.day()));
  showOrders(board.orders(), freshInvoice);
  freshInvoice = null;
}

/** Many events at once, such as a replay, are drawn once. A hidden tab gets no frames, a timer it does. */
function drawSoon() {
  if (isDrawing) return;
  isDrawing = true;
  setTimeout(draw, 30);
}

function showStatus(isConnected, more = '') {
  const status = element('status');
  status.dataset.state = isConnected ? 'connected' : 'disconnected';
  status.textContent = `Status: ${isConnected ? 'Connected' : 'Disconnected'}${more === '' ? '' : `, ${more}`}`;
}

function showNotice(text) {
  element('notice').textContent = text;
  element('notice').hidden = text === '';
}

function connect(access) {
  closeFeed();
  board.clear();
  drawSoon();
  showNotice('');
  showStatus(false, 'connecting …');
  closeFeed = openFeed(access, board.eventNames, {
    connected: () => showStatus(true),
    disconnected: (why) => showStatus(false, why),
    refused: (why) => {
      showStatus(false);
      showNotice(why);
      element('access').open = true;
    },
    orders: ({ orders, total }) => {
      board.clear();
      for (const order of orders) board.apply('new-order', order);
      showNotice(
        total > orders.length ? `Only the newest ${orders.length} of ${total} orders are shown.` : '',
      );
      drawSoon();
    },
    caughtUp: drawSoon,
    event: (name, payload, { isHistory }) => {
      board.apply(name, payload);
      if (name === 'new-order' && !isHistory) {
        freshInvoice = payload.invoice_number;
        if (chime.ring()) element('sound').dataset.rang = payload.invoice_number;
      }
      drawSoon();
    },
  });
}

element('sound').addEventListener('click', async ({ currentTarget: button }) => {
  if (chime.isOn()) await chime.switchOff();
  else await chime.switchOn();
  button.setAttribute('aria-pressed', String(chime.isOn()));
  button.textContent = `Sound: ${chime.isOn() ? 'on' : 'off'}`;
});

element('access-form').addEventListener('submit', (event) => {
  event.preventDefault();
  connect({ token: element('token').value.trim(), outletId: element('outlet').value.trim() });
});

// What stands behind # is not sent to any server; ? is for links that already exist.
const asked = [location.hash.slice(1), location.search].map((text) => new URLSearchParams(text));
const given = (name) => asked.map((parameters) => parameters.get(name)).find((value) => value) ?? '';
element('outlet').value = given('outletId');
connect({ token: given('token'), outletId: given('outletId') });
