import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Loaded into a server beside its own code (`node --import`): says on request what the process has used. */
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

const USED = { cpu: cpuMicroseconds, heap: heapBytes, delay: delayMilliseconds };

process.on('message', (what: keyof typeof USED) => {
  process.send?.(USED[what]());
});
process.once('disconnect', () => process.exit());
// A program that will not start must end, for it to be heard why.
process.channel?.unref();

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The 99th percentile since it was asked last. */
function delayMilliseconds(): number {
  const p99 = delay.percentile(99) / 1e6;
  delay.reset();
  return p99;
}

/** What is still reachable; twice, since what a finaliser lets go of falls to the second collection. */
function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
