// CPU time of the calling thread: how long an operation would block the event loop of a machine that is otherwise idle.

/** The thread's CPU time so far, in milliseconds. */
export function threadMilliseconds(): number {
  // Linux brings a running thread's figure up to date only at clock ticks, and when the whole process is asked for.
  process.cpuUsage();
  const { system, user } = process.threadCpuUsage();
  return (system + user) / 1000;
}
