// Registers <team-sso-settings> alone, for pages that have no use for the other element.

import { TeamSsoSettings } from './team-sso-settings.ts';

export type { SettingsEventDetails } from './settings-events.ts';
export type { TeamSsoSettings } from './team-sso-settings.ts';

if (!customElements.get('team-sso-settings')) customElements.define('team-sso-settings', TeamSsoSettings);
