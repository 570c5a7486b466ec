// A process for the tests of ForkedProcess: it does what it is told.
process.on(
  'message',
  (message: { say?: unknown; take?: number; print?: string; exit?: number; fail?: string }) => {
    if (message.take !== undefined) process.send?.(new Uint8Array(message.take).length);
    if ('say' in message) process.send?.(message.say);
    if (message.print !== undefined) console.log(message.print);
    if (message.exit !== undefined) process.exit(message.exit);
    if (message.fail !== undefined) throw new Error(message.fail);
  },
);
process.on('disconnect', () => process.exit());
