import { z } from 'zod';
import { asciiDomain } from '../text/index.ts';
import { MailError } from './mail-error.ts';

// C0 and C1 controls (CR and LF end a header line) and the line separators of Unicode.
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
const MESSAGE_ID = /^<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,120}@[A-Za-z0-9.-]{1,120}>$/;
const EMAIL = z.email().max(254);
const NAMED_ADDRESS = /^([^<>\p{Cc}]*)<([^<>]*)>$/u;

export interface MailAddress {
  name: string;
  address: string;
}

/** A header's text on one line: a line break that a user typed cannot begin another header. */
export function headerText(text: string): string {
  return text.replace(CONTROLS, ' ').trim();
}

/**
 * Exactly one address, as `siti@example.com`, as `Siti <siti@example.com>`, or in its two parts.
 * @throws MailError (permanent) for anything else, lists included
 */
export function parseAddress(input: string | MailAddress): MailAddress {
  const { name, address } = typeof input === 'string' ? split(input) : input;
  const parsed = EMAIL.safeParse(asciiDomain(address));
  if (!parsed.success) {
    throw new MailError(`${JSON.stringify(input)} is not an e-mail address.`, { permanent: true });
  }
  return { name: headerText(name), address: parsed.data };
}

function split(text: string): MailAddress {
  const [, name = '', address = text] = NAMED_ADDRESS.exec(text) ?? [];
  return { name: name.trim().replace(/^"(.*)"$/s, '$1'), address: address.trim() };
}

/** The Message-ID as it is. @throws MailError (permanent) unless it has the form `<unique@domain>` */
export function checkedMessageId(messageId: string): string {
  if (MESSAGE_ID.test(messageId)) return messageId;
  throw new MailError(`${JSON.stringify(messageId)} is not a Message-ID such as <uuid@mail.example.com>.`, {
    permanent: true,
  });
}
