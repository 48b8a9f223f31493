import { defineProblems } from '@antrean/platform/http';

export const reportProblem = defineProblems({
  report_not_ready: {
    status: 409,
    title: { en: 'There is no file yet', id: 'Berkas belum tersedia' },
    detail: {
      en: 'The report is {status}. Ask GET /api/report-jobs/{jobId} how far it is, or wait for the event job.completed.',
      id: 'Laporan berstatus {status}. Periksa GET /api/report-jobs/{jobId}, atau tunggu event job.completed.',
    },
  },
  report_not_cancellable: {
    status: 409,
    title: { en: 'There is nothing to cancel any more', id: 'Tidak ada lagi yang dapat dibatalkan' },
    detail: {
      en: 'The report is {status}; only one that is queued or running can be cancelled.',
      id: 'Laporan berstatus {status}; hanya yang queued atau running dapat dibatalkan.',
    },
  },
  report_not_retryable: {
    status: 409,
    title: { en: 'There is nothing to try again', id: 'Tidak ada yang perlu dicoba ulang' },
    detail: {
      en: 'The report is {status}; only one that failed or was cancelled can be tried again.',
      id: 'Laporan berstatus {status}; hanya yang failed atau cancelled dapat dicoba ulang.',
    },
  },
  report_file_removed: {
    status: 410,
    title: { en: 'The file is no longer kept', id: 'Berkas sudah tidak disimpan' },
    detail: {
      en: 'Report files are removed after a while. Ask for the report again with POST /api/report-jobs.',
      id: 'Berkas laporan dihapus setelah beberapa waktu. Minta kembali melalui POST /api/report-jobs.',
    },
  },
  report_too_long: {
    status: 422,
    title: { en: 'Too long for a PDF', id: 'Terlalu panjang untuk PDF' },
    detail: {
      en: 'It would have {rows} rows; a PDF takes {limit}. Narrow the filters, or take CSV, which has no limit.',
      id: 'Ada {rows} baris; PDF memuat paling banyak {limit}. Persempit filter, atau pakai CSV yang tanpa batas.',
    },
  },
  report_queue_full: {
    status: 429,
    title: { en: 'Many of your reports are not done yet', id: 'Banyak laporan Anda belum selesai' },
    detail: {
      en: 'One person may have {limit} reports that are queued or running. Wait for some, or cancel them.',
      id: 'Satu orang dapat memiliki {limit} laporan yang queued atau running. Tunggu sebagian selesai, atau batalkan.',
    },
  },
  report_failed: {
    status: 500,
    title: { en: 'The report could not be made', id: 'Laporan tidak dapat dibuat' },
    detail: {
      en: 'Making it failed several times. GET /api/report-jobs/{jobId} says why; try again with fewer data.',
      id: 'Pembuatan gagal beberapa kali. Lihat GET /api/report-jobs/{jobId}; coba lagi dengan data lebih sedikit.',
    },
  },
});
