// All shapes by name.

import { googleShape, oktaShape, oneloginShape, pingoneShape } from './cloud-directories.ts';
import { adfsShape, entraShape } from './microsoft.ts';
import { keycloakShape, shibbolethShape, simplesamlphpShape } from './self-hosted.ts';
import { plainShape } from './shape.ts';
import type { ResponseShape, ShapeName } from './shape.ts';

/** Every shape that comes with this package, by name. */
export const RESPONSE_SHAPES: Readonly<Record<ShapeName, ResponseShape>> = {
  plain: plainShape,
  entra: entraShape,
  okta: oktaShape,
  onelogin: oneloginShape,
  pingone: pingoneShape,
  google: googleShape,
  adfs: adfsShape,
  keycloak: keycloakShape,
  shibboleth: shibbolethShape,
  simplesamlphp: simplesamlphpShape,
};
