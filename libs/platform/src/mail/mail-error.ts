/** Why a message was not sent. */
export class MailError extends Error {
  /**
   * True when the same message will be refused again: a bad address, or a final refusal (5xx) of the recipient or
   * of the content. False for everything that may pass: network, time-out, 4xx, wrong credentials.
   */
  readonly permanent: boolean;

  constructor(message: string, { permanent, cause }: { permanent: boolean; cause?: unknown }) {
    super(message, { cause });
    this.name = 'MailError';
    this.permanent = permanent;
  }
}

/** Nodemailer's failure, told for people and for the decision to try again. */
export function asMailError(error: unknown): MailError {
  const { message, code, permanent } = detailsOf(error);
  const refused = permanent && (code === 'EENVELOPE' || code === 'EMESSAGE');
  const hint = refused
    ? 'The mail server refuses this message for good'
    : 'The mail server could not take the message; it may later';
  return new MailError(`${hint}: ${message}`, { permanent: refused, cause: error });
}

function detailsOf(error: unknown): { message: string; code: unknown; permanent: boolean } {
  if (typeof error !== 'object' || error === null)
    return { message: String(error), code: undefined, permanent: false };
  return {
    message: 'message' in error ? String(error.message) : 'no reason given',
    code: 'code' in error ? error.code : undefined,
    permanent: 'permanent' in error && error.permanent === true,
  };
}
