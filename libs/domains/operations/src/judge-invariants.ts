import type { ProofStanding } from '@antrean/audit';
import type { PromiseFigures } from '@antrean/platform/outbox';
import type { Words } from '@antrean/platform/report';
import type { z } from 'zod';
import { INVARIANTS, type invariant, type InvariantName } from './invariant.contract.ts';

type Localised = Words[string];
type Language = keyof Localised;

interface Judged {
  readonly unit: 'seconds' | 'count';
  readonly bound: number;
  /** At least as much as the bound; at most when absent. */
  readonly atLeast?: true;
  readonly promise: Localised;
  readonly remedy: Localised;
}

const JUDGED: Readonly<Record<InvariantName, Judged>> = {
  events_numbered: {
    ...{ unit: 'seconds', bound: 30 },
    promise: {
      en: 'Every committed event has its number within seconds.',
      id: 'Setiap peristiwa yang tersimpan mendapat nomornya dalam hitungan detik.',
    },
    remedy: {
      en: 'No worker numbers events. Look at the services: start a worker, or see in its log what the database refuses.',
      id: 'Tidak ada worker yang memberi nomor. Periksa layanan: jalankan worker, atau lihat di lognya apa yang ditolak basis data.',
    },
  },
  consumers_follow: {
    ...{ unit: 'seconds', bound: 60 },
    promise: {
      en: 'Every consumer has had every event within a minute.',
      id: 'Setiap konsumen menerima setiap peristiwa dalam satu menit.',
    },
    remedy: {
      en: 'See below which consumer is behind and before which event it stands still. Skip that event, or mend what it meets.',
      id: 'Lihat di bawah konsumen mana yang tertinggal dan di depan peristiwa mana ia berhenti. Lewati peristiwa itu, atau perbaiki penyebabnya.',
    },
  },
  jobs_handed_over: {
    ...{ unit: 'seconds', bound: 120 },
    promise: {
      en: 'What is due is handed to a queue within two minutes.',
      id: 'Pekerjaan yang jatuh tempo masuk antrean dalam dua menit.',
    },
    remedy: {
      en: 'Redis is away, or no worker knows these jobs. Look at the services and at the pending jobs.',
      id: 'Redis tidak terjangkau, atau tidak ada worker yang mengenal pekerjaan itu. Periksa layanan dan pekerjaan yang tertunda.',
    },
  },
  jobs_attended: {
    ...{ unit: 'count', bound: 0 },
    promise: {
      en: 'No job lies in a queue for ten minutes with nobody at it.',
      id: 'Tidak ada pekerjaan yang terbengkalai sepuluh menit di antrean.',
    },
    remedy: {
      en: 'A queue is paused, or there are too few workers for it. Look at the queues; resume them, or start workers.',
      id: 'Ada antrean yang dijeda, atau worker-nya kurang. Periksa antrean; lanjutkan, atau tambah worker.',
    },
  },
  nothing_dead: {
    ...{ unit: 'count', bound: 0 },
    promise: {
      en: 'Nothing was given up that nobody has decided about.',
      id: 'Tidak ada yang gagal tanpa keputusan seseorang.',
    },
    remedy: {
      en: 'Look at the dead letters: try them again when their cause is mended, or skip them with a reason.',
      id: 'Periksa surat mati: coba lagi setelah penyebabnya diperbaiki, atau lewati dengan alasan.',
    },
  },
  log_retained: {
    ...{ unit: 'seconds', bound: 129_600 },
    promise: {
      en: 'Days of the event log go once nobody needs them.',
      id: 'Hari-hari log peristiwa dihapus setelah tidak diperlukan.',
    },
    remedy: {
      en: 'A consumer that stands still keeps them, or the schedule that removes them fails. Look at the consumers and the dead letters.',
      id: 'Ada konsumen yang berhenti, atau jadwal pembersihan gagal. Periksa konsumen dan surat mati.',
    },
  },
  partitions_ahead: {
    ...{ unit: 'seconds', bound: 86_400, atLeast: true },
    promise: {
      en: 'There is room for the rows of the next day.',
      id: 'Sudah ada tempat untuk baris hari berikutnya.',
    },
    remedy: {
      en: 'The schedule that makes partitions fails; rows go into the default partition meanwhile. Look at the dead letters and the log of the worker.',
      id: 'Jadwal pembuat partisi gagal; baris sementara masuk partisi bawaan. Periksa surat mati dan log worker.',
    },
  },
  trail_anchored: {
    ...{ unit: 'seconds', bound: 60 },
    promise: {
      en: 'Lines of the audit trail are anchored outside of the database within a minute.',
      id: 'Baris jejak audit dijangkarkan di luar basis data dalam satu menit.',
    },
    remedy: {
      en: 'The worker cannot write into its data folder, or does not run. Until then those lines prove less.',
      id: 'Worker tidak dapat menulis ke folder datanya, atau tidak berjalan. Sampai itu baris tersebut kurang terbukti.',
    },
  },
  trail_proven: {
    ...{ unit: 'seconds', bound: 1_800 },
    promise: {
      en: 'The audit trail was found whole within the last half hour.',
      id: 'Jejak audit terbukti utuh dalam setengah jam terakhir.',
    },
    remedy: {
      en: 'Verify the trail: it names the first break. If it is whole, look at the worker that proves it.',
      id: 'Verifikasi jejak audit: kerusakan pertama disebutkan. Jika utuh, periksa worker yang membuktikannya.',
    },
  },
};

/** Says of each promise whether it holds by these figures, and what to do about one that does not. */
export function judgeInvariants(
  figures: PromiseFigures,
  { provenSeconds, isWhole, unanchoredSeconds }: ProofStanding,
  language: Language,
): z.input<typeof invariant>[] {
  const found: Readonly<Record<InvariantName, number | null>> = {
    events_numbered: figures.unnumberedSeconds,
    consumers_follow: figures.consumerSeconds,
    jobs_handed_over: figures.dueSeconds,
    jobs_attended: figures.unattendedJobs,
    nothing_dead: figures.deadLetters,
    log_retained: figures.overdueSeconds,
    partitions_ahead: figures.partitionSeconds,
    trail_anchored: unanchoredSeconds,
    trail_proven: provenSeconds,
  };
  return INVARIANTS.map((name) => {
    const { unit, bound, atLeast, promise, remedy } = JUDGED[name];
    const figure = found[name];
    const isWithin = figure === null ? null : atLeast ? figure >= bound : figure <= bound;
    const holds = name === 'trail_proven' && isWhole === false ? false : isWithin;
    return {
      ...{ name, holds, figure, bound, unit },
      promise: promise[language],
      remedy: holds === true ? null : remedy[language],
    };
  });
}
