import type { ReceivedEmail } from '@antrean/embedded';

export interface TestMailbox {
  readonly smtpUrl: string;
  /** Of the page that shows it. */
  readonly uiPort: number;
  emails(): Promise<ReceivedEmail[]>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** A real SMTP server whose mail a test can read. */
export async function startTestMailbox(): Promise<TestMailbox> {
  const { startMailbox } = await import('@antrean/embedded');
  const mailbox = await startMailbox({ smtpPort: 0, uiPort: 0, log: () => undefined });
  return {
    uiPort: mailbox.uiPort,
    smtpUrl: `smtp://127.0.0.1:${mailbox.smtpPort}`,
    emails: async () => {
      const response = await fetch(`http://127.0.0.1:${mailbox.uiPort}/email`);
      const emails: ReceivedEmail[] = JSON.parse(await response.text());
      return emails;
    },
    clear: async () =>
      void (await fetch(`http://127.0.0.1:${mailbox.uiPort}/email/all`, { method: 'DELETE' })),
    stop: () => mailbox.stop(),
  };
}
