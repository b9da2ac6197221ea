import type { RunningService } from '../main.js';

/**
 * A bug that nobody caught leaves the process in a state that nobody knows. It is logged without its message, which may
 * quote a chart; what runs may finish, and the process ends with 1 for its supervisor to start it anew.
 */
export function exitOnBug(service: RunningService): void {
  process.once('uncaughtException', (error) => {
    service.log.failure('process', error);
    const exit = () => process.exit(1);
    service.close().then(exit, exit);
  });
}
