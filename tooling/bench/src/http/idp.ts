// The provider of the bench: its answers, and its metadata.

import { buildResponse, type SigningIdentity } from '@team-sso/mock-idp';

export const IDP_ENTITY_ID = 'https://sts.windows.net/4f1c2b7e-93f0-4a7c-9d4e-0d2c5b1a6e33/';
export const SP_ENTITY_ID = 'https://auth.acmebots.example/sso/eu';
const SIGN_ON_URL = 'https://idp.example/sso';
const GROUPS = Array.from(
  { length: 20 },
  (_, index) => `6b0c1f2a-0000-4000-8000-${String(index).padStart(12, '0')}`,
);
/** So many people take turns. */
const PEOPLE = 50;

/** A form body with an answer to a request. */
export function answerBody(
  identity: SigningIdentity,
  to: { readonly requestId: string | null; readonly acsUrl: string; readonly relayState: string },
  person: number,
): string {
  const email = `member${person % PEOPLE}@acme.example`;
  const { samlResponse } = buildResponse({
    now: new Date(),
    identity,
    shape: 'entra',
    idpEntityId: IDP_ENTITY_ID,
    spEntityId: SP_ENTITY_ID,
    acsUrl: to.acsUrl,
    inResponseTo: to.requestId,
    person: { id: `id-of-${email}`, email, name: 'A member', groups: GROUPS },
  });
  return new URLSearchParams({ SAMLResponse: samlResponse, RelayState: to.relayState }).toString();
}

/** What a stored connection to it holds. */
export function idpFacts({ certificatePem }: { readonly certificatePem: string }) {
  return { idpEntityId: IDP_ENTITY_ID, signOnUrl: SIGN_ON_URL, signingCertificates: [certificatePem] };
}

export function idpMetadata({ certificatePem }: { readonly certificatePem: string }): string {
  const certificate = certificatePem.replaceAll(/-----[^-]+-----|\s/gu, '');
  return `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${IDP_ENTITY_ID}">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
<X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${SIGN_ON_URL}"/>
</IDPSSODescriptor></EntityDescriptor>`;
}
