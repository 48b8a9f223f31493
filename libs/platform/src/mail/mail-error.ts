/** Why a message was not sent. */
export class MailError extends Error {
  /**
   * True when the same message will be refused again: a bad address, or a final refusal (5xx) of the recipient or
   * of the content. False for everything that may pass: network, time-out, 4xx, wrong credentials.
   */
  readonly permanent: boolean;
  /** Whether it is the recipient's address that the server refused for good: nothing can be mailed there. */
  readonly addressRefused: boolean;
  /** Whether the server is there and said something of this message; false when it could not be talked to. */
  readonly answered: boolean;

  constructor(
    message: string,
    {
      permanent,
      addressRefused = false,
      answered = permanent,
      cause,
    }: { permanent: boolean; addressRefused?: boolean; answered?: boolean; cause?: unknown },
  ) {
    super(message, { cause });
    this.name = 'MailError';
    this.permanent = permanent;
    this.addressRefused = addressRefused;
    this.answered = answered;
  }
}

/** Nodemailer's failure, told for people and for the decision to try again. */
export function asMailError(error: unknown): MailError {
  const { message, code, command, permanent } = detailsOf(error);
  const answered = code === 'EENVELOPE' || code === 'EMESSAGE';
  const refused = permanent && answered;
  const hint = refused
    ? 'The mail server refuses this message for good'
    : 'The mail server could not take the message; it may later';
  // RFC 3463: 5.7 is about us, whom the server does not let mail to it, and not about the address.
  const addressRefused = refused && command === 'RCPT TO' && !/\b5\.7\.\d/.test(message);
  return new MailError(`${hint}: ${message}`, { permanent: refused, addressRefused, answered, cause: error });
}

function detailsOf(error: unknown): {
  message: string;
  code?: unknown;
  command?: unknown;
  permanent: boolean;
} {
  if (typeof error !== 'object' || error === null) return { message: String(error), permanent: false };
  return {
    message: 'message' in error ? String(error.message) : 'no reason given',
    ...('code' in error ? { code: error.code } : {}),
    ...('command' in error ? { command: error.command } : {}),
    permanent: 'permanent' in error && error.permanent === true,
  };
}
