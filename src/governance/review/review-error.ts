/** A review that cannot be done as it was asked; the message is for the reviewer. */
export class ReviewError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReviewError';
  }
}
