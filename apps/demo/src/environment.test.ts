import { describe, expect, it } from 'vitest';
import { parseEnvironment } from './environment.ts';
import { secretKeyText } from './secret-key-text.ts';
import { StartError } from './start-error.ts';

const KEY = secretKeyText(new Uint8Array(32).fill(7));
const OTHER_KEY = secretKeyText(new Uint8Array(32).fill(9));

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(parseEnvironment({})).toEqual({
      port: 3000,
      host: null,
      publicUrl: 'http://localhost:3000',
      dataDir: './.data',
      databaseUrl: null,
      secretKeys: null,
      logLevel: 'warn',
      secondOpinion: 'never',
      mockIdpPort: 3001,
      clockSkewSeconds: 120,
      trustProxyHops: 0,
    });
  });

  it('takes every variable', () => {
    const environment = parseEnvironment({
      PORT: '4000',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://bots.example.com/',
      DATA_DIR: '/var/lib/bots',
      DATABASE_URL: 'postgres://bots@db.example.com/bots',
      SECRET_KEY: `${KEY},${OTHER_KEY}`,
      LOG_LEVEL: 'debug',
      SECOND_OPINION: 'always',
      MOCK_IDP_PORT: 'off',
      CLOCK_SKEW_SECONDS: '0',
      TRUST_PROXY: '2',
    });
    expect(environment).toMatchObject({
      port: 4000,
      host: '0.0.0.0',
      publicUrl: 'https://bots.example.com',
      dataDir: '/var/lib/bots',
      databaseUrl: 'postgres://bots@db.example.com/bots',
      logLevel: 'debug',
      secondOpinion: 'always',
      mockIdpPort: null,
      clockSkewSeconds: 0,
      trustProxyHops: 2,
    });
    expect(environment.secretKeys?.map(secretKeyText)).toEqual([KEY, OTHER_KEY]);
  });

  it('derives the public address from the port', () => {
    expect(parseEnvironment({ PORT: '4100' }).publicUrl).toBe('http://localhost:4100');
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', ' 80'],
    ['PORT', '8e3'],
    ['PORT', ''],
    ['HOST', 'not a host'],
    ['HOST', ''],
    ['PUBLIC_URL', 'bots.example.com'],
    ['PUBLIC_URL', 'https://bots.example.com/app'],
    ['PUBLIC_URL', 'https://bots.example.com/?a'],
    ['PUBLIC_URL', 'https://user:word@bots.example.com'],
    ['PUBLIC_URL', 'http://bots.example.com'],
    ['PUBLIC_URL', 'http://localhost.example.com'],
    ['PUBLIC_URL', 'ftp://localhost'],
    ['DATA_DIR', ''],
    ['DATABASE_URL', 'mysql://db/bots'],
    ['DATABASE_URL', 'db.sqlite'],
    ['SECRET_KEY', 'short'],
    ['SECRET_KEY', `${KEY},`],
    ['SECRET_KEY', `${KEY.slice(0, -1)}d`],
    ['LOG_LEVEL', 'verbose'],
    ['LOG_LEVEL', 'INFO'],
    ['SECOND_OPINION', 'sometimes'],
    ['MOCK_IDP_PORT', 'on'],
    ['MOCK_IDP_PORT', '3000'],
    ['CLOCK_SKEW_SECONDS', '121'],
    ['CLOCK_SKEW_SECONDS', '-1'],
    ['CLOCK_SKEW_SECONDS', '1.5'],
    ['TRUST_PROXY', 'true'],
    ['REDIS_URL', 'localhost:6379'],
  ])('stops at %s=%j with one line that names it and says what is right', (name, value) => {
    const message = messageOf(() => parseEnvironment({ [name]: value }));
    expect(message).toMatch(new RegExp(`^${name} is .+; it must be .+\\.$`));
    expect(message).not.toContain('\n');
  });

  it.each([
    ['SECRET_KEY', 'hunter2-hunter2'],
    ['DATABASE_URL', 'mysql://bots:hunter2@db/bots'],
    ['REDIS_URL', 'http://bots:hunter2@db'],
  ])('never shows what %s holds', (name, value) => {
    expect(messageOf(() => parseEnvironment({ [name]: value }))).not.toContain('hunter2');
  });

  it('allows plain http on loopback hosts only', () => {
    for (const host of ['localhost:3000', 'app.localhost', '127.0.0.1:8080', '[::1]:3000'])
      expect(parseEnvironment({ PUBLIC_URL: `http://${host}` }).publicUrl).toBe(`http://${host}`);
  });
});

function messageOf(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
