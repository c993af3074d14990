// A self-signed certificate for the service provider's own key pair: SAML carries keys inside certificates, nobody checks the chain.

/** What the certificate says. */
export interface SelfSignedCertificateOptions {
  readonly commonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** 8 to 20 random bytes. Default: 16 bytes of node's own randomness. */
  readonly serialNumber?: Uint8Array;
}

/** A fresh RSA-2048 key pair. `privateKeyPem` is PKCS#8 and a secret. */
export interface SelfSignedCertificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** Makes an RSA-2048 key pair (off the event loop) and a certificate over it, signed by itself with SHA-256. */
export async function createSelfSignedCertificate(
  options: SelfSignedCertificateOptions,
): Promise<SelfSignedCertificate> {
  void options;
  throw new Error('not built yet');
}
