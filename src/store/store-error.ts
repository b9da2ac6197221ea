/** Why the store did not do what it was asked. `full` and `read-only` need somebody; `busy` and `away` may pass. */
export type StoreFault =
  'busy' | 'away' | 'full' | 'read-only' | 'damaged' | 'newer-schema' | 'closed' | 'other';

/** Its message names neither values nor SQL. */
export class StoreError extends Error {
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.fault = fault;
  }
}
