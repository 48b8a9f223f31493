import { groupsOf } from './order-board.js';

const rupiah = new Intl.NumberFormat('id-ID', {
  style: 'currency',
  currency: 'IDR',
  maximumFractionDigits: 0,
});
const clock = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit' });
/** A screen has no room for more, and a browser no patience; the column's count tells of all. */
const OPEN_SHOWN = 200;
const FINISHED_SHOWN = 12;
const STAGES = {
  new: 'New',
  preparing: 'Preparing',
  ready: 'Ready',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

/** Rupiah as people write it; the blank must not break the line. */
export const money = (amount) => rupiah.format(amount);

// Names come from strangers: everything is written as text, never as markup.
const clone = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const write = (parent, selector, text) => {
  parent.querySelector(selector).textContent = text;
};

function groupElement({ category, quantity, total_amount, items }) {
  const element = clone('group');
  write(element, '.category', quantity === null ? category : `${category} × ${quantity}`);
  write(element, '.amount', money(total_amount));
  element.querySelector('ul').append(
    ...items.map((name) => {
      const item = document.createElement('li');
      item.textContent = name;
      return item;
    }),
  );
  return element;
}

function cardElement(order, isFresh) {
  const element = clone('card');
  element.dataset.invoice = order.invoice_number;
  element.dataset.status = order.status;
  element.classList.toggle('is-cancelled', order.status === 'cancelled');
  element.classList.toggle('is-fresh', isFresh);
  write(element, '.invoice', order.invoice_number);
  write(element, '.stage', STAGES[order.status] ?? order.status);
  const outlet = order.outlet_id === null ? [] : [`outlet ${order.outlet_id}`];
  const about = [clock.format(new Date(order.created_at)), order.payment_method, ...outlet];
  write(element, '.about', about.join(' · '));
  write(element, '.total', money(order.total_amount));
  element.querySelector('.groups').append(...groupsOf(order).map(groupElement));
  return element;
}

/** Shows the orders in the columns of their stages; `freshInvoice` is the one that has just come. */
export function showOrders(orders, freshInvoice) {
  for (const column of document.querySelectorAll('main > section')) {
    const stage = column.dataset.status;
    const isFinished = stage === 'finished';
    const here = orders.filter(({ status }) =>
      isFinished ? status === 'completed' || status === 'cancelled' : status === stage,
    );
    const shown = isFinished ? here.slice(-FINISHED_SHOWN).reverse() : here.slice(0, OPEN_SHOWN);
    write(column, '.count', String(here.length));
    column
      .querySelector('.cards')
      .replaceChildren(...shown.map((order) => cardElement(order, order.invoice_number === freshInvoice)));
  }
}
