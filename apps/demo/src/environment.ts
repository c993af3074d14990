// The environment of the demo server: every variable read once, checked, and turned into one frozen value.

import { isIP } from 'node:net';
import { parseSecretKeys } from './secret-key-text.ts';
import { StartError } from './start-error.ts';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Environment {
  readonly port: number;
  /** Null: both loopback addresses, as far as the machine has them. */
  readonly host: string | null;
  /** Origin only, no slash at the end. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Null: SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Null: made once and kept in `dataDir`. The first encrypts, all decrypt. */
  readonly secretKeys: readonly Uint8Array[] | null;
  readonly logLevel: LogLevel;
  readonly secondOpinion: 'always' | 'never';
  /** Null: no mock identity provider. */
  readonly mockIdpPort: number | null;
  readonly clockSkewSeconds: number;
  /** How many proxies in front are trusted to say who the client is. */
  readonly trustProxyHops: number;
}

/** @throws StartError naming the first wrong variable, what was found and what is right. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const read = <T>(name: string, fallback: T, parse: (text: string) => T | null, expected: string): T => {
    const text = variables[name];
    if (text === undefined) return fallback;
    const value = text === '' ? null : parse(text);
    if (value === null) throw new StartError(`${name} is ${found(name, text)}; it must be ${expected}.`);
    return value;
  };
  const port = read<number>('PORT', 3000, wholeNumber(1, 65_535), 'a port number from 1 to 65535');
  const mockIdpPort = read<number | null>(
    'MOCK_IDP_PORT',
    3001,
    (text) => (text === 'off' ? OFF : wholeNumber(1, 65_535)(text)),
    'a port number from 1 to 65535, or off',
  );
  if (mockIdpPort === port)
    throw new StartError(`MOCK_IDP_PORT is ${port}, the same as PORT; it must be another port, or off.`);
  read('REDIS_URL', null, urlOf(['redis:', 'rediss:']), 'a redis:// URL (reserved: nothing uses it yet)');
  return Object.freeze({
    port,
    mockIdpPort: mockIdpPort === OFF ? null : mockIdpPort,
    host: read('HOST', null, hostName, 'an IP address or a host name to listen on'),
    publicUrl: read('PUBLIC_URL', `http://localhost:${port}`, publicOrigin, PUBLIC_URL_EXPECTED),
    dataDir: read('DATA_DIR', './.data', anyText, 'a folder'),
    databaseUrl: read('DATABASE_URL', null, urlOf(['postgres:', 'postgresql:']), 'a postgres:// URL'),
    secretKeys: read('SECRET_KEY', null, parseSecretKeys, SECRET_KEY_EXPECTED),
    logLevel: read<LogLevel>('LOG_LEVEL', 'warn', oneOf(LOG_LEVELS), listed(LOG_LEVELS)),
    secondOpinion: read('SECOND_OPINION', 'never', oneOf(SECOND_OPINIONS), listed(SECOND_OPINIONS)),
    clockSkewSeconds: read<number>(
      'CLOCK_SKEW_SECONDS',
      120,
      wholeNumber(0, 120),
      'a whole number from 0 to 120',
    ),
    trustProxyHops: read<number>('TRUST_PROXY', 0, wholeNumber(0, 16), 'a number of proxies from 0 to 16'),
  });
}

const OFF = -1;
const SECOND_OPINIONS = ['always', 'never'] as const;
const SECRETS: ReadonlySet<string> = new Set(['SECRET_KEY', 'DATABASE_URL', 'REDIS_URL']);
const SECRET_KEY_EXPECTED =
  '32 bytes in base64url (43 characters), or several such keys with commas between them';
const PUBLIC_URL_EXPECTED =
  'an https origin such as https://bots.example.com without a path (http only on a loopback host)';

/** What was found, shortened; of a secret only that it was there. */
function found(name: string, text: string): string {
  if (text === '') return 'empty';
  if (SECRETS.has(name)) return `malformed (${text.length} characters, not shown)`;
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function wholeNumber(least: number, most: number): (text: string) => number | null {
  return (text) => {
    const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : null;
  };
}

function oneOf<const T extends string>(values: readonly T[]): (text: string) => T | null {
  return (text) => values.find((value) => value === text) ?? null;
}

const listed = (values: readonly string[]): string => `one of ${values.join(', ')}`;
const anyText = (text: string): string | null => (/^\s*$|\0/.test(text) ? null : text);

function hostName(text: string): string | null {
  return isIP(text) > 0 || /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/i.test(text) ? text : null;
}

function urlOf(protocols: readonly string[]): (text: string) => string | null {
  return (text) => {
    const url = URL.parse(text);
    return url && protocols.includes(url.protocol) && url.hostname !== '' ? text : null;
  };
}

function publicOrigin(text: string): string | null {
  const url = URL.parse(text);
  if (!url || url.username || url.password || url.pathname !== '/' || /[?#]/.test(text)) return null;
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  return isAllowed ? url.origin : null;
}

/** Whether a URL's host name means this very machine. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
