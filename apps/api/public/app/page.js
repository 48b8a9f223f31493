/** What the pages that mails lead to have in common: the reader's language, and answers that are no success. */

const language = navigator.languages.some((each) => /^(id|in)\b/.test(each)) ? 'id' : 'en';

document.documentElement.lang = language;
translate();

/** Says what the page has in two languages in the reader's. */
export function translate(part = document) {
  for (const element of part.querySelectorAll('[data-id]')) element.textContent = element.dataset[language];
}

/** `en` or `id`, whichever is the reader's. */
export const say = (en, id) => (language === 'id' ? id : en);

/** A request to the api. Resolves to the answer of a success; rejects with what the reader is to know. */
export async function send(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { 'Accept-Language': language, ...options.headers } });
  } catch {
    throw new Error(
      language === 'id'
        ? 'Server tidak dapat dihubungi. Coba lagi.'
        : 'The server cannot be reached. Try again.',
    );
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  const parts = [problem.title, problem.detail, ...(problem.errors ?? []).map(({ message }) => message)];
  throw new Error(parts.filter(Boolean).join(' ') || `HTTP ${answer.status}`);
}

export const json = (method, body) => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** Says on the page what went wrong. */
export function fail({ message }) {
  document.querySelector('#trouble').textContent = message;
}

/** Runs `work` when the form is sent, once at a time; its failure is told on the page. */
export function onSubmit(form, work) {
  const button = form.querySelector('button');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    fail({ message: '' });
    try {
      await work(new FormData(form));
    } catch (error) {
      fail(error);
    } finally {
      button.disabled = false;
    }
  });
}

/** Shows the part of the page with this id in place of all others. */
export function show(id) {
  for (const part of document.querySelectorAll('main > section')) part.hidden = part.id !== id;
}
