import PostalMime, { type Address, type Attachment } from 'postal-mime';

export type EmailAddress = { address: string; name: string };

/** One e-mail as `GET /email` gives it. */
export type ReceivedEmail = {
  id: string;
  subject: string;
  from: EmailAddress[];
  to: EmailAddress[];
  cc: EmailAddress[];
  /** Whom it was really delivered to, blind copies included. */
  recipients: string[];
  /** Plain text; empty when the e-mail has none. */
  text: string;
  /** HTML; empty when the e-mail has none. */
  html: string;
  /** By lower-case name; a header that occurs several times is a list. */
  headers: Record<string, string | string[]>;
  attachments: {
    filename: string;
    contentType: string;
    size: number;
    contentId: string | null;
    url: string;
  }[];
  /** When it arrived, ISO 8601. */
  time: string;
};

/** An e-mail and what its attachments hold, in the order of `email.attachments`. */
export type StoredEmail = { email: ReceivedEmail; contents: Buffer[] };

/** Reads a raw message (RFC 5322). */
export async function readMessage(raw: Buffer, id: string, recipients: string[]): Promise<StoredEmail> {
  const parsed = await PostalMime.parse(raw);
  const contents = parsed.attachments.map(contentOf);
  const headers: ReceivedEmail['headers'] = {};
  for (const { key, value } of parsed.headers) {
    const earlier = headers[key];
    headers[key] = earlier === undefined ? value : [earlier, value].flat();
  }
  return {
    contents,
    email: {
      id,
      subject: parsed.subject ?? '',
      from: addresses(parsed.from === undefined ? [] : [parsed.from]),
      to: addresses(parsed.to ?? []),
      cc: addresses(parsed.cc ?? []),
      recipients,
      text: parsed.text ?? '',
      html: parsed.html ?? '',
      headers,
      attachments: parsed.attachments.map((attachment, index) => ({
        filename: attachment.filename ?? `attachment-${index + 1}`,
        contentType: attachment.mimeType,
        size: contents[index]?.length ?? 0,
        contentId: attachment.contentId?.replace(/^<|>$/g, '') ?? null,
        url: `/email/${id}/attachments/${index}`,
      })),
      time: new Date().toISOString(),
    },
  };
}

/**
 * The HTML of an e-mail for a frame: links open beside the mailbox, and pictures that the e-mail carries along
 * (`cid:`) are put in their places.
 */
export function htmlForFrame({ email, contents }: StoredEmail): string {
  const withPictures = email.attachments.reduce((html, { contentId, contentType }, index) => {
    const data = `data:${contentType};base64,${contents[index]?.toString('base64') ?? ''}`;
    return contentId === null ? html : html.replaceAll(`cid:${contentId}`, data);
  }, email.html);
  return `<!doctype html><meta charset="utf-8"><base target="_blank">${withPictures}`;
}

function addresses(list: Address[]): EmailAddress[] {
  return list
    .flatMap((entry) => ('group' in entry && entry.group ? entry.group : [entry]))
    .map((entry) => ({
      address: entry.address ?? '',
      name: entry.name,
    }));
}

function contentOf({ content }: Attachment): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof ArrayBuffer
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}
