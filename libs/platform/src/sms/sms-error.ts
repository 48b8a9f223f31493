/** Why a text message was not sent. It never holds the message's text. */
export class SmsError extends Error {
  /**
   * True when the same message will be refused again: a number that is none, or a refusal of the provider (4xx). False
   * for what may pass: network, time-out, too many at once, 5xx, a wrong token.
   */
  readonly permanent: boolean;

  /** Whether the provider is there and said something of this message. */
  readonly answered: boolean;

  constructor(
    message: string,
    { permanent, answered = permanent, cause }: { permanent: boolean; answered?: boolean; cause?: unknown },
  ) {
    super(message, { cause });
    this.answered = answered;
    this.name = 'SmsError';
    this.permanent = permanent;
  }
}
