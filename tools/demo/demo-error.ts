/** Something did not happen that should have; the message is for the person at the terminal. */
export class DemoError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DemoError';
  }
}
