/** Loaded into a server beside its own code (`node --import`): says on request how much CPU time the process has used. */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.once('disconnect', () => process.exit());
