// The peers, each as a function from a form value to the NameID it read. Loaded when asked for: they may not be installed.

const PEERS = {
  'node-saml': createNodeSaml,
  '@boxyhq/saml20': createBoxyhqSaml20,
  samlify: createSamlify,
  'xml-crypto alone': createXmlCrypto,
};

export const PEER_NAMES = Object.keys(PEERS);

export function createPeer(name, connection) {
  return PEERS[name](connection);
}

async function createNodeSaml({ acsUrl, certificates, decryptionKeyPem, isResponseSigned, spEntityId }) {
  const { SAML } = await import('@node-saml/node-saml');
  const saml = new SAML({
    callbackUrl: acsUrl,
    issuer: spEntityId,
    audience: spEntityId,
    idpCert: [...certificates],
    wantAuthnResponseSigned: isResponseSigned,
    wantAssertionsSigned: true,
    ...(decryptionKeyPem ? { decryptionPvk: decryptionKeyPem } : {}),
  });
  return async (samlResponse) => {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: samlResponse });
    return profile.nameID;
  };
}

/** Reads what is inside Jackson and Polis. It judges one signature of two. */
async function createBoxyhqSaml20({ certificates, requestId, spEntityId }) {
  const { default: library } = await import('@boxyhq/saml20');
  const saml20 = library.default ?? library;
  const options = {
    publicKey: bodyOf(certificates[0]),
    audience: spEntityId,
    inResponseTo: requestId,
  };
  return async (samlResponse) => {
    const xml = Buffer.from(samlResponse, 'base64').toString();
    const profile = await saml20.validate(xml, options);
    return profile.claims['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier'];
  };
}

/** Without schema validation, which its documentation leaves to a package of the user's choice: it would only cost more. */
async function createSamlify({ acsUrl, certificates, idpEntityId, spEntityId }) {
  const samlify = await import('samlify');
  samlify.setSchemaValidator({ validate: () => Promise.resolve('skipped') });
  const idp = samlify.IdentityProvider({
    entityID: idpEntityId,
    signingCert: bodyOf(certificates[0]),
    singleSignOnService: [
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', Location: idpEntityId },
    ],
    // Never called; without one it complains on the console.
    singleLogoutService: [
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', Location: idpEntityId },
    ],
  });
  const sp = samlify.ServiceProvider({
    entityID: spEntityId,
    wantAssertionsSigned: true,
    assertionConsumerService: [
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: acsUrl },
    ],
  });
  return async (samlResponse) => {
    const { extract } = await sp.parseLoginResponse(idp, 'post', { body: { SAMLResponse: samlResponse } });
    return extract.nameID;
  };
}

/** Only the signature of the assertion: no claims, no rules. */
async function createXmlCrypto({ certificates }) {
  const { SignedXml } = await import('xml-crypto');
  const { DOMParser } = await import('@xmldom/xmldom');
  return async (samlResponse) => {
    const xml = Buffer.from(samlResponse, 'base64').toString();
    const document = new DOMParser().parseFromString(xml, 'text/xml');
    const [assertion] = Array.from(document.getElementsByTagNameNS('*', 'Assertion'));
    const signature = Array.from(assertion.childNodes).find((node) => node.localName === 'Signature');
    const verifier = new SignedXml({ publicCert: certificates[0] });
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) throw new Error('The signature does not verify.');
    return assertion.getElementsByTagNameNS('*', 'NameID')[0].textContent;
  };
}

function bodyOf(pem) {
  return pem.replaceAll(/-----[^-]+-----|\s/gu, '');
}
