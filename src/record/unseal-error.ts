/**
 * Why sealed bytes could not be opened: `key-missing` = sealed with a key that is not in the keys file (any more); `damaged` = not
 * what was sealed, or sealed for another purpose.
 */
type UnsealFault = 'key-missing' | 'damaged';

const WORDS: Readonly<Record<UnsealFault, string>> = {
  'key-missing': 'The key with which this was sealed is not in the keys file.',
  damaged: 'These are not the bytes that were sealed.',
};

/** Its message holds nothing of what was sealed. */
export class UnsealError extends Error {
  readonly fault: UnsealFault;

  constructor(fault: UnsealFault, options?: ErrorOptions) {
    super(WORDS[fault], options);
    this.name = 'UnsealError';
    this.fault = fault;
  }
}
