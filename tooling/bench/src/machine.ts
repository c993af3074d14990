// The machine that figures are from.

import { cpus } from 'node:os';

/** Processor, runtime and system in one line. */
export function describeMachine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const { node, openssl, v8 } = process.versions;
  return `${processors.length} × ${model}, ${process.platform} ${process.arch}; Node ${node}, V8 ${v8}, OpenSSL ${openssl}`;
}
