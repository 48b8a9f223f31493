import { defineNotification } from '@antrean/platform/notifications';
import { z } from 'zod';

/** For who had an account: the address that it had is told, which is no user's any more. */
export const accountWasDeleted = defineNotification({
  name: 'account.deleted',
  summary: 'That the account with this address was deleted.',
  facts: z.object({ address: z.string(), language: z.enum(['id', 'en']) }),
  channels: ['email'],
  isUrgent: true,
  recipients: async (_, { address, language }) => [{ address, language }],
  read: async ({ config }) => ({ organisation: config.organisationName }),
  sample: { organisation: 'Antrean' },
  texts: {
    id: ({ organisation }) => ({
      subject: 'Akun Anda sudah dihapus',
      paragraphs: [
        `Akun dengan alamat ini di ${organisation} sudah dihapus, dan semua sesinya diakhiri. Alamat ini bebas untuk akun baru.`,
        'Yang harus tetap disimpan, seperti pesanan dan jejak audit, tidak memuat nama, alamat, dan nomor Anda. Jejak audit menyebut Anda dengan nomor, atau dengan NIK atau nama pengguna jika Anda memilikinya.',
        `Jika bukan Anda yang memintanya, segera hubungi ${organisation}.`,
      ],
    }),
    en: ({ organisation }) => ({
      subject: 'Your account was deleted',
      paragraphs: [
        `The account with this address at ${organisation} was deleted, and all its sessions ended. The address is free for a new account.`,
        'What has to be kept, such as orders and the audit trail, is without your name, address and number. The audit trail calls you by a number, or by your NIK or username if you had one.',
        `If it was not you who asked for it, tell ${organisation} at once.`,
      ],
    }),
  },
});
