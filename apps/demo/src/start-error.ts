// A reason not to start that an operator can mend: its message is the one line they see.

/** The start stops with this message alone, without a stack trace. Never holds a secret. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}
