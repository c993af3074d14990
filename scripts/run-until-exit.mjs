// Runs one command in the foreground: passes signals on to it and waits for its end.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Resolves to the command's exit code; 128 + its number after a signal, as shells do. */
export function runUntilExit(command, parameters, options) {
  const child = spawn(command, parameters, { stdio: 'inherit', ...options });
  // Ctrl-C in a terminal reaches the whole foreground group, so the child has it already: only outlive it.
  const pass = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  return new Promise((resolve) => {
    const end = (code) => {
      for (const signal of SIGNALS) process.off(signal, pass);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      end(1);
    });
    child.once('exit', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
