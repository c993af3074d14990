// The schema of a connection: read by the parser, and by the script that writes the API's description. It stays in this package.

import * as z from 'zod/mini';

/** The platform's URL, the same in browsers and Node; this package takes the types of neither. */
declare const URL: {
  parse(text: string): { hostname: string; username: string; password: string; hash: string } | null;
};

/** In the order in which they are offered. */
export const PROVIDERS = [
  'entra',
  'okta',
  'google',
  'onelogin',
  'pingone',
  'pingfederate',
  'jumpcloud',
  'adfs',
  'keycloak',
  'auth0',
  'duo',
  'cyberark',
  'rippling',
  'shibboleth',
  'simplesamlphp',
  'generic',
] as const;
export const MAX_SIGNING_CERTIFICATES = 5;
const MAX_URL_LENGTH = 2048;
const MAX_CERTIFICATE_LENGTH = 16_384;

const nonEmpty = (max: number) =>
  z.string().check(
    z.refine((text) => text.trim() !== '', { error: 'required' }),
    z.maxLength(max, 'too_long'),
  );

/** Certificates, entity IDs and URLs are pasted: the white space around them is never meant. */
const pasted = (max: number) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.trim()),
    ),
    nonEmpty(max),
  );

const url = z.pipe(
  pasted(MAX_URL_LENGTH),
  z.string().check(z.refine((text) => isWebUrl(text), { error: 'url_invalid' })),
);
const CONTROLS = /[\p{Cc}\p{Cf}]/u;
/** Names of attributes in the order they are tried; what cannot be seen would never be found. */
const names = z
  .array(pasted(256).check(z.refine((name) => !CONTROLS.test(name), { error: 'value_invalid' })))
  .check(
    z.maxLength(10, 'too_many'),
    z.refine((list) => new Set(list).size === list.length, { error: 'duplicate' }),
  );

export const connectionSchema = z.strictObject({
  provider: z.optional(z.enum(PROVIDERS)),
  idpEntityId: pasted(1024),
  signOnUrl: url,
  signOnBinding: z._default(z.enum(['redirect', 'post']), 'redirect'),
  signingCertificates: z
    .array(pasted(MAX_CERTIFICATE_LENGTH))
    .check(z.minLength(1, 'required'), z.maxLength(MAX_SIGNING_CERTIFICATES, 'too_many')),
  metadataUrl: z.optional(url),
  metadataSigningCertificates: z.optional(
    z
      .array(pasted(MAX_CERTIFICATE_LENGTH))
      .check(z.minLength(1, 'required'), z.maxLength(MAX_SIGNING_CERTIFICATES, 'too_many')),
  ),
  metadataPolicy: z._default(z.enum(['notify', 'add-certificates', 'manual']), 'notify'),
  signRequests: z._default(z.boolean(), false),
  nameIdFormat: z.optional(pasted(256)),
  requestedAuthnContext: z.optional(pasted(256)),
  forceAuthn: z._default(z.boolean(), false),
  allowUnsolicited: z._default(z.boolean(), false),
  allowCbcEncryption: z._default(z.boolean(), false),
  spEntityIdScope: z._default(z.enum(['region', 'team']), 'region'),
  attributeMapping: z.optional(
    z.strictObject({ email: z.optional(names), name: z.optional(names), groups: z.optional(names) }),
  ),
  logoutUrl: z.optional(url),
  logoutResponseUrl: z.optional(url),
  logoutBinding: z.optional(z.enum(['redirect', 'post'])),
});

/** An absolute http(s) URL without user name, password or fragment. Whether http is allowed is the server's rule. */
export function isWebUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[\s\\<>"]/.test(text)) return false;
  const parsed = URL.parse(text);
  return (
    parsed !== null &&
    parsed.hostname !== '' &&
    parsed.username === '' &&
    parsed.password === '' &&
    parsed.hash === ''
  );
}
