import type { MailContent } from '@antrean/platform/mail';

export interface ReportMailFacts {
  language: 'id' | 'en';
  /** The schedule's name. */
  name: string;
  /** The report's title in that language. */
  title: string;
  fileName: string;
  ownerName: string;
  /** Where the file can be fetched; null when it is attached. */
  url: string | null;
  organisation: string;
}

const TEXTS = {
  id: {
    ready: (title: string, name: string) => `${title} dari jadwal "${name}" telah selesai dibuat.`,
    attached: (fileName: string) => `Berkas ${fileName} terlampir.`,
    link: (fileName: string) => `Berkas ${fileName} dapat diunduh setelah masuk.`,
    label: 'Unduh laporan',
    why: (owner: string) => `Anda menerima surel ini karena ${owner} menjadwalkannya untuk Anda.`,
  },
  en: {
    ready: (title: string, name: string) => `${title} of the schedule "${name}" is ready.`,
    attached: (fileName: string) => `The file ${fileName} is attached.`,
    link: (fileName: string) => `The file ${fileName} can be downloaded after logging in.`,
    label: 'Download the report',
    why: (owner: string) => `You get this mail because ${owner} scheduled it for you.`,
  },
} as const;

/** The mail that brings a scheduled report, in the language of who reads it. */
export function reportMailContent(facts: ReportMailFacts): MailContent & { subject: string } {
  const { language, name, title, fileName, ownerName, url, organisation } = facts;
  const texts = TEXTS[language];
  return {
    subject: `${title}: ${name}`,
    title,
    paragraphs: [
      texts.ready(title, name),
      url === null ? texts.attached(fileName) : texts.link(fileName),
      texts.why(ownerName),
    ],
    ...(url === null ? {} : { action: { label: texts.label, url } }),
    footer: organisation,
  };
}
