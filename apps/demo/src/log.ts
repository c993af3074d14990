// One line of JSON for each thing an operator may want to know. Never an e-mail address, a key or a message.

import { LOG_LEVELS, type LogLevel } from './environment.ts';

export interface Log {
  error(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  debug(event: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, unknown>>;

export function createLog(level: LogLevel, write: (line: string) => void, now: () => Date): Log {
  const at =
    (own: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (LOG_LEVELS.indexOf(own) > LOG_LEVELS.indexOf(level)) return;
      write(JSON.stringify({ at: now().toISOString(), level: own, event, ...fields }));
    };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}
