import type { MailContent } from '@antrean/platform/mail';
import { RESET_VALID_MINUTES } from './one-time-token.ts';

type Kind = 'password-reset' | 'password-was-reset';

interface Facts {
  name: string;
  language: 'id' | 'en';
  url: string;
  organisation: string;
}

const TEXTS = {
  id: {
    hello: (name: string) => `Halo ${name},`,
    label: 'Buat kata sandi baru',
    validity: `Tautan ini hanya dapat dipakai sekali dan berlaku ${RESET_VALID_MINUTES} menit.`,
    'password-reset': {
      subject: 'Buat kata sandi baru',
      body: 'Kami menerima permintaan untuk mengganti kata sandi Anda. Jika bukan Anda yang meminta, abaikan surel ini; kata sandi Anda tidak berubah.',
    },
    'password-was-reset': {
      subject: 'Kata sandi Anda telah direset',
      body: 'Administrator telah mereset kata sandi Anda, dan semua sesi Anda diakhiri. Masuklah dengan kata sandi sementara dari administrator, atau langsung buat kata sandi baru di sini.',
    },
  },
  en: {
    hello: (name: string) => `Hello ${name},`,
    label: 'Set a new password',
    validity: `The link works once and for ${RESET_VALID_MINUTES} minutes.`,
    'password-reset': {
      subject: 'Set a new password',
      body: 'Somebody asked to replace your password. If that was not you, ignore this mail; your password has not changed.',
    },
    'password-was-reset': {
      subject: 'Your password was reset',
      body: 'An administrator reset your password, and all your sessions ended. Log in with the temporary password that you get from the administrator, or set your own right here.',
    },
  },
} as const;

/** The mail with a link to set a password, in the reader's language. */
export function securityMailContent(kind: Kind, facts: Facts): MailContent & { subject: string } {
  const texts = TEXTS[facts.language];
  const { subject, body } = texts[kind];
  return {
    subject,
    title: subject,
    paragraphs: [texts.hello(facts.name), body, texts.validity],
    action: { label: texts.label, url: facts.url },
    footer: facts.organisation,
  };
}
