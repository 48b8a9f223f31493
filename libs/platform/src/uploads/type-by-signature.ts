import { FileTypeParser } from 'file-type';
import { PNG, type FileType } from '../files/index.ts';

/** As many bytes as `file-type` wants to see. */
export const HEAD_BYTES = 4_100;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const parser = new FileTypeParser({
  customDetectors: [
    {
      // Whatever follows: that a PNG is animated is no matter, and that it is damaged is said by who decodes it.
      id: 'png-signature',
      detect: async (tokenizer) => {
        const head = Buffer.alloc(PNG_SIGNATURE.length);
        await tokenizer.peekBuffer(head, { mayBeLess: true });
        return head.equals(PNG_SIGNATURE) ? { ext: 'png', mime: PNG.contentType } : undefined;
      },
    },
  ],
});
/** `file-type` looks behind a byte order mark and a tag of ID3, where a reader of PDF or images does not. */
const HIDING = /^(?:\xef\xbb\xbf|ID3)/;

/** Which of some types a file has by the signature at its beginning; what that says of a file of no such type. */
export async function typeBySignature(
  head: Buffer,
  types: readonly FileType[],
): Promise<{ type?: FileType | undefined; found?: string | undefined }> {
  if (HIDING.test(head.toString('latin1', 0, 3))) return {};
  const found = (await parser.fromBuffer(head))?.mime;
  return { type: types.find(({ contentType }) => contentType === found), found };
}
