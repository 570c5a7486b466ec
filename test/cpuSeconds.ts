/** Seconds of processor time that `work` takes: other processes on the machine do not count, as they do in wall time. */
export function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
