/** Loaded into a server beside its own code (`node --import`): says on request what the process has used. */
process.on('message', (what: 'cpu' | 'heap') => {
  process.send?.(what === 'cpu' ? cpuMicroseconds() : heapBytes());
});
process.once('disconnect', () => process.exit());
// A program that will not start must end, for it to be heard why.
process.channel?.unref();

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** What is still reachable; twice, since what a finaliser lets go of falls to the second collection. */
function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
