// Connections and stored settings for tests: what does not matter to a test has a default.

import type {
  Connection,
  DraftConnection,
  StoredConnection,
  StoredSettings,
  TeamSettings,
} from '../src/index.ts';
import { NEVER_CONFIGURED } from '../src/index.ts';

/** A connection as the parser returns it. */
export function connection(more: Partial<Connection> = {}): Connection {
  return {
    idpEntityId: 'https://idp.example',
    signOnUrl: 'https://idp.example/sso',
    signOnBinding: 'redirect',
    signingCertificates: ['PEM 1'],
    metadataPolicy: 'notify',
    signRequests: false,
    forceAuthn: false,
    allowUnsolicited: false,
    allowCbcEncryption: false,
    spEntityIdScope: 'region',
    ...more,
  };
}

export function storedConnection(connectionId: string, more: Partial<Connection> = {}): StoredConnection {
  return { ...connection(more), connectionId };
}

export function draftConnection(
  connectionId: string,
  basedOn: string | null,
  more: Partial<Connection> = {},
): DraftConnection {
  return { ...storedConnection(connectionId, more), basedOn };
}

/** A stored row of team acme. */
export function stored(
  settings: Partial<TeamSettings>,
  row: Partial<Pick<StoredSettings, 'proofsValidFrom' | 'confirmedAt'>> = {},
): StoredSettings {
  return { team: 'acme', revision: 3, settings: { ...NEVER_CONFIGURED, ...settings }, ...row };
}
