// Registers <team-sso-login> alone, for the sign-in page.

import { TeamSsoLogin } from './team-sso-login.ts';

export type { LoginEventDetails } from './settings-events.ts';
export type { TeamSsoLogin } from './team-sso-login.ts';

if (!customElements.get('team-sso-login')) customElements.define('team-sso-login', TeamSsoLogin);
