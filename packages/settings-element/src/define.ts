// Registers both elements. The only file with an effect at import.

import { TeamSsoSettings } from './team-sso-settings.ts';

if (!customElements.get('team-sso-settings')) customElements.define('team-sso-settings', TeamSsoSettings);
