// Runs one command in the foreground: passes signals on to it and waits for its end.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MILLISECONDS = 250;

/** Resolves to the command's exit code; 128 + its number after a signal, as shells do. */
export function runUntilExit(command, parameters, options) {
  const child = spawn(command, parameters, { stdio: 'inherit', ...options });
  // Ctrl-C in a terminal reaches the whole foreground group, so the child has it already: only outlive it.
  const pass = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  const watch = watchParent(() => pass('SIGTERM'));
  return new Promise((resolve) => {
    const end = (code) => {
      for (const signal of SIGNALS) process.off(signal, pass);
      clearInterval(watch);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      end(1);
    });
    child.once('exit', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** npm runs scripts in a shell that dies of a signal without passing it on; that our parent is gone is all we see. */
function watchParent(onGone) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid === parent || onGone(), PARENT_CHECK_MILLISECONDS);
}
