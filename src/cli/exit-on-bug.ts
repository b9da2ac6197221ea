import type { RunningService } from '../main.js';

/**
 * A bug that nobody caught, an unhandled rejection too, leaves the process in a state that nobody knows. It is logged without
 * its message, which may quote a chart; what runs may finish, and the process ends with 1 for its supervisor to start it anew.
 */
export function exitOnBug(service: RunningService): void {
  let ending = false;
  process.on('uncaughtException', (error) => {
    service.observer.failure('process', error); // a second one too: Node would print its message
    if (ending) return;
    ending = true;
    const exit = () => process.exit(1);
    service.close().then(exit, exit);
  });
}
