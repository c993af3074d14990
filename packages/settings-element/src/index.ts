// The public names of @team-sso/settings-element. No logic and no registration here: that is `./define`.

export { TeamSsoLogin } from './team-sso-login.ts';
export { TeamSsoSettings } from './team-sso-settings.ts';
export type { Discover } from './login-client.ts';
export { LOGIN_FAILURES, type LoginFailure } from './login-state.ts';
export {
  createFetchClient,
  type FetchClientOptions,
  type ModeRequest,
  type SaveRequest,
  type SettingsClient,
} from './settings-client.ts';
export {
  SettingsProblem,
  type SavedElsewhere,
  type SettingsProblemCode,
  type SettingsProblemFacts,
} from './settings-problem.ts';
export type {
  CancelableEventName,
  Held,
  LoginEventDetails,
  SettingsEventDetails,
  SettingsEventName,
} from './settings-events.ts';
export { PANEL_STATES, type HealthToken, type PanelStateToken } from './panel-state.ts';
export type {
  LoginMessageKey,
  LoginMessages,
  SettingsMessageKey,
  SettingsMessages,
} from './messages/messages.ts';
export type { FormField } from './settings-draft.ts';
