// The machine that figures are from.

import { cpus, loadavg } from 'node:os';

/** Processor, runtime and system in one line, and how busy the machine was. */
export function describeMachine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const { node, openssl, v8 } = process.versions;
  const load = (loadavg()[1] ?? 0).toFixed(1);
  return `${processors.length} × ${model}, ${process.platform} ${process.arch}; Node ${node}, V8 ${v8}, OpenSSL ${openssl}; load average of the last five minutes ${load}`;
}
