// The schema of logout messages (saml-core-2.0-os §3.2, §3.7), as data.

import { any, elements, one, optional, text, type ContentModel } from './content-model.ts';
import { ATTRIBUTE as A, DS, SAML, SAMLP } from './names.ts';

// The single logout profile demands the Issuer that the schema leaves open (saml-profiles-2.0-os §4.4.4).
const BEGINNING = [one(SAML.Issuer), optional(DS.Signature), optional(SAMLP.Extensions)];

/** Content models by expanded name. */
export const LOGOUT_MODELS: readonly (readonly [number, ContentModel])[] = [
  [
    SAMLP.LogoutRequest,
    elements(
      [A.ID, A.Version, A.IssueInstant, A.Destination, A.Consent, A.NotOnOrAfter, A.Reason],
      ...BEGINNING,
      one(SAML.NameID, SAML.EncryptedID, SAML.BaseID),
      any(SAMLP.SessionIndex),
    ),
  ],
  [SAMLP.SessionIndex, text()],
  [
    SAMLP.LogoutResponse,
    elements(
      [A.ID, A.InResponseTo, A.Version, A.IssueInstant, A.Destination, A.Consent],
      ...BEGINNING,
      one(SAMLP.Status),
    ),
  ],
];
