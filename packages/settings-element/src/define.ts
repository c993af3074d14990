// Registers both elements. The only file with an effect at import.

import { TeamSsoLogin } from './team-sso-login.ts';
import { TeamSsoSettings } from './team-sso-settings.ts';

// With the types come the tag names and the events: this import alone types `createElement` and `addEventListener`.
export type { LoginEventDetails, SettingsEventDetails } from './settings-events.ts';
export type { TeamSsoLogin } from './team-sso-login.ts';
export type { TeamSsoSettings } from './team-sso-settings.ts';

if (!customElements.get('team-sso-settings')) customElements.define('team-sso-settings', TeamSsoSettings);
if (!customElements.get('team-sso-login')) customElements.define('team-sso-login', TeamSsoLogin);
