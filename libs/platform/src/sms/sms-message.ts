export interface SmsMessage {
  /** 8 to 15 digits, with or without `+` before them. */
  readonly to: string;
  /** At most 480 characters, which are three parts. */
  readonly text: string;
  /** The same at every try: by it the provider recognises a repetition. At most 100 visible characters of ASCII. */
  readonly idempotencyKey: string;
}

export interface SmsSender {
  /**
   * Hands one message to the provider. It does not try again by itself; the caller decides. Nothing of the text is
   * logged or kept, because it may hold a code.
   * @returns what the provider said, without the text
   * @throws SmsError; `permanent` says whether trying again makes sense
   * @throws {ServiceAway} without trying, while the provider has failed too often of late
   */
  send(message: SmsMessage): Promise<{ response: string }>;
  /**
   * Resolves when it makes sense to send: at once, unless the provider has failed too often of late.
   * @throws {ServiceAway} when that goes on for a while
   */
  untilCalled(signal: AbortSignal): Promise<void>;
}
