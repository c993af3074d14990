// The texts of the review before SSO is required, in English.

export const reviewEn = {
  'sso.require.dialog-help': 'Nothing changes until you press Require SSO. Nobody is removed from the team.',
  'sso.require.ready': 'Ready?',
  'sso.require.is-ready': 'Ready:',
  'sso.require.is-needed': 'Needed first:',
  'sso.require.tested': 'The current settings work',
  'sso.require.signed-in': 'You signed in by SSO',
  'sso.require.certificate': 'Certificate valid until {date}',
  'sso.require.refusal.not_entitled': 'Your plan doesn’t include SSO',
  'sso.require.refusal.not_entitled.why': 'Upgrade first; your settings are kept.',
  'sso.require.refusal.sso_is_off': 'SSO is off',
  'sso.require.refusal.sso_is_off.why': 'Switch on Enable SAML authentication first.',
  'sso.require.refusal.no_live_connection': 'Your provider’s values aren’t saved',
  'sso.require.refusal.no_live_connection.why': 'Fill them in and save first.',
  'sso.require.refusal.live_connection_not_tested': 'The current settings haven’t been tried',
  'sso.require.refusal.live_connection_not_tested.why':
    'One sign-in by SSO through them proves that they work.',
  'sso.require.refusal.admin_not_signed_in_by_sso': 'You haven’t signed in by SSO in the last 24 hours',
  'sso.require.refusal.admin_not_signed_in_by_sso.why': 'Otherwise this could lock you out of your own team.',
  'sso.require.refusal.no_recovery_route': 'There is no way back in if your provider fails',
  'sso.require.refusal.no_recovery_route.why': 'Make recovery codes, or name an emergency admin.',
  'sso.require.refusal.certificate_expires_soon': 'The certificate expires within 7 days',
  'sso.require.refusal.certificate_expires_soon.why': 'Then nobody could sign in. Add the next one first.',
  'sso.require.refusal.draft_not_tested': 'The draft hasn’t been tested',
  'sso.require.refusal.draft_not_tested.why':
    'While SSO is required, a draft is used only after a test has passed.',
  'sso.require.sign-in': 'Sign in by SSO',
  'sso.next.same': 'This certificate is here already. Take the next one from your provider.',
  'sso.require.sessions': 'Open sessions',
  'sso.require.sessions.in': 'End others in',
  'sso.require.sessions.hours': 'Hours until other sessions end',
  'sso.require.sessions.hours_one': '{count} hour',
  'sso.require.sessions.hours_other': '{count} hours',
  'sso.require.sessions.now': 'Sign everybody else out now',
  'sso.require.rollback':
    'After this, someone must sign in by SSO within 15 minutes. Otherwise it goes back to optional by itself.',
} as const;
