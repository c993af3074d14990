/** What every peer is configured with. */
export interface PeerConnection {
  readonly idpEntityId: string;
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly requestId: string;
  /** PEM; only node-saml takes more than the first. */
  readonly certificates: readonly string[];
  readonly isResponseSigned: boolean;
  /** For node-saml: the private key for encrypted assertions. */
  readonly decryptionKeyPem?: string;
}

/** Verifies a form value and returns the NameID. */
export type PeerVerifier = (samlResponse: string) => Promise<string>;

export declare const PEER_NAMES: readonly string[];
export declare function createPeer(name: string, connection: PeerConnection): Promise<PeerVerifier>;
