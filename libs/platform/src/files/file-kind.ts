import { Problem, type ProblemDetails, type ProblemKind } from '../problem/index.ts';
import { PDF, type FileType } from './file-type.ts';

/** The part of a form that holds the file; there is no other. */
export const FORM_PART = 'file';

type Refusal =
  'too_large' | 'type_refused' | 'incomplete' | 'active_content' | 'image_damaged' | 'image_too_large';

/** A kind of file that people upload: what may be one, and what is said to who sends another. */
export interface FileKind {
  /** In its problems' codes: `attachment` makes `attachment_too_large`. */
  readonly name: string;
  /** Where its files are stored. */
  readonly folder: string;
  readonly maxBytes: number;
  readonly types: readonly FileType[];
  /** Pixels of the longer side of images; larger ones are made smaller. */
  readonly largestSide?: number;
  /** Whether images get a thumbnail, as `findThumbnails` finds it. */
  readonly thumbnails?: boolean;
  /** Codes of the problems that an upload may be answered with. */
  readonly codes: readonly string[];
  refuse(refusal: Refusal, details?: ProblemDetails): Problem;
}

/** Declares a kind of file, beside the domain that has it. Images are encoded anew whatever the kind; see `images`. */
export function defineFileKind(declared: Omit<FileKind, 'codes' | 'refuse'>): FileKind {
  const { name, types } = declared;
  const refusals = describeRefusals(types);
  const refuse = (refusal: Refusal, details: ProblemDetails = {}): Problem =>
    new Problem(`${name}_${refusal}`, refusals[refusal], details);
  const codes = Object.keys(refusals)
    .filter((refusal) => isPossible(refusal, types))
    .map((refusal) => `${name}_${refusal}`);
  return { ...declared, codes, refuse };
}

/** Of images and PDFs more can be wrong than of other files. */
const isPossible = (refusal: string, types: readonly FileType[]): boolean =>
  types.some(
    ({ contentType }) =>
      !(refusal.startsWith('image_') && !contentType.startsWith('image/')) &&
      !(refusal === 'active_content' && contentType !== PDF.contentType),
  );

const describeRefusals = (types: readonly FileType[]): Record<Refusal, ProblemKind> => ({
  too_large: {
    status: 413,
    title: { en: 'The file is too large', id: 'Berkas terlalu besar' },
    detail: { en: 'At most {limit} bytes are taken.', id: 'Paling banyak {limit} byte diterima.' },
  },
  type_refused: {
    status: 415,
    title: { en: 'This kind of file is not taken', id: 'Jenis berkas ini tidak diterima' },
    detail: {
      en: `What was sent is {found}. Send ${listTypes(types, 'en')}. What counts is the content, not the name.`,
      id: `Yang dikirim adalah {found}. Kirim ${listTypes(types, 'id')}. Yang dinilai adalah isinya, bukan namanya.`,
    },
  },
  incomplete: {
    status: 400,
    title: { en: 'The file did not arrive', id: 'Berkas tidak diterima lengkap' },
    detail: {
      en: `Send its bytes as the body, with its own Content-Type, or in multipart/form-data as the one part "${FORM_PART}".`,
      id: `Kirim isinya sebagai body dengan Content-Type berkas itu, atau dalam multipart/form-data sebagai satu bagian "${FORM_PART}".`,
    },
  },
  active_content: {
    status: 422,
    title: { en: 'The PDF may run something', id: 'PDF dapat menjalankan sesuatu' },
    detail: {
      en: 'It holds a script, starts a program, or is encrypted, so that nobody can tell. Print it to a new PDF and send that.',
      id: 'PDF memuat skrip, menjalankan program, atau terenkripsi sehingga tidak dapat diperiksa. Cetak ke PDF baru lalu kirim hasilnya.',
    },
  },
  image_damaged: {
    status: 422,
    title: { en: 'The image cannot be opened', id: 'Gambar tidak dapat dibuka' },
    detail: {
      en: 'It ends too early or is damaged. Open it yourself, save it again and send that.',
      id: 'Gambar terpotong atau rusak. Coba buka sendiri, simpan ulang, lalu kirim hasilnya.',
    },
  },
  image_too_large: {
    status: 413,
    title: { en: 'The image has too many pixels', id: 'Piksel gambar terlalu banyak' },
    detail: {
      en: 'It is {width} × {height}; at most {limit} pixels are taken. Make it smaller and send it again.',
      id: 'Ukurannya {width} × {height}; paling banyak {limit} piksel. Perkecil lalu kirim lagi.',
    },
  },
});

/** "PDF, PNG or plain UTF-8 text" */
export function listTypes(types: readonly FileType[], language: 'en' | 'id'): string {
  const labels = types.map(({ label }) => label[language]);
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : 'id', { type: 'disjunction' }).format(labels);
}
