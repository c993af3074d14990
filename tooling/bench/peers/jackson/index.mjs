// A whole sign-in service behind three functions: begin, receive the provider's answer, finish. Loaded when asked for.

import { createRequire } from 'node:module';

const TENANT = 'acme';
const PRODUCT = 'bench';
const REDIRECT_URL = 'https://app.acmebots.example/done';

/** @param {{ origin: string, acsPath: string, spEntityId: string, metadataXml: string, databaseUrl: string }} options */
export async function createJackson({ origin, acsPath, spEntityId, metadataXml, databaseUrl }) {
  const { default: library } = await import('@boxyhq/saml-jackson');
  const controllers = library.default ?? library;
  const { connectionAPIController, oauthController, close } = await controllers({
    externalUrl: origin,
    samlPath: acsPath,
    samlAudience: spEntityId,
    db: { engine: 'sql', type: 'postgres', url: databaseUrl, pageLimit: 50 },
    noAnalytics: true,
  });
  const connection = await connectionAPIController.createSAMLConnection({
    rawMetadata: metadataXml,
    defaultRedirectUrl: REDIRECT_URL,
    redirectUrl: JSON.stringify([REDIRECT_URL]),
    tenant: TENANT,
    product: PRODUCT,
  });
  return {
    async begin() {
      const { redirect_url } = await oauthController.authorize({
        client_id: connection.clientID,
        redirect_uri: REDIRECT_URL,
        response_type: 'code',
        state: 'state',
      });
      return redirect_url;
    },
    async receive(samlResponse, relayState) {
      const { redirect_url } = await oauthController.samlResponse({
        SAMLResponse: samlResponse,
        RelayState: relayState,
      });
      const url = new URL(redirect_url);
      if (!url.searchParams.has('code')) throw new Error(`Refused: ${url.search}`);
      return redirect_url;
    },
    async finish(code) {
      const { access_token } = await oauthController.token({
        grant_type: 'authorization_code',
        client_id: connection.clientID,
        client_secret: connection.clientSecret,
        redirect_uri: REDIRECT_URL,
        code,
      });
      return (await oauthController.userInfo(access_token)).id;
    },
    close,
  };
}

/** Where its entry file lies: what a process imports to use it. */
export function jacksonEntry() {
  return createRequire(import.meta.url).resolve('@boxyhq/saml-jackson');
}
