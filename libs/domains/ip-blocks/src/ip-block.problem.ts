import { defineProblems } from '@antrean/platform/problem';

export const ipBlockProblem = defineProblems({
  ip_block_locks_you_out: {
    status: 409,
    title: { en: 'You would lock yourself out', id: 'Anda akan memblokir diri sendiri' },
    detail: {
      en: 'You come from {address}, which is in {cidr}. Nothing was blocked. Choose a smaller network.',
      id: 'Anda datang dari {address}, yang termasuk dalam {cidr}. Tidak ada yang diblokir. Pilih jaringan yang lebih kecil.',
    },
  },
  ip_block_exists: {
    status: 409,
    title: { en: 'It is blocked already', id: 'Sudah diblokir' },
    detail: {
      en: 'Block {id} stands for {cidr}. Change that one.',
      id: 'Blokir {id} sudah berlaku untuk {cidr}. Ubah blokir itu.',
    },
  },
  ip_block_over: {
    status: 409,
    title: { en: 'The block is over', id: 'Blokir sudah berakhir' },
    detail: {
      en: 'It has run out or was lifted. Make a new one.',
      id: 'Blokir sudah habis masa berlakunya atau sudah dibuka. Buat yang baru.',
    },
  },
  ip_blocks_full: {
    status: 409,
    title: { en: 'As many blocks stand as can', id: 'Jumlah blokir sudah mencapai batas' },
    detail: {
      en: '{limit} blocks stand. Lift some, or block the network that holds them.',
      id: '{limit} blokir sedang berlaku. Buka sebagian, atau blokir jaringan yang mencakupnya.',
    },
  },
});
