// The texts of the shell of <team-sso-settings> in English. `{name}` is filled in, `**words**` are set in bold, `_one`/`_other`
// by count. What the parts say comes with them.

export const en = {
  'sso.heading': 'Single sign-on (SAML)',
  'sso.on': 'On',
  'sso.off': 'Off',

  'sso.loading': 'Loading the SSO settings',
  'sso.loading.slow': 'Still loading.',
  'sso.error.line': 'We couldn’t load the SSO settings.',
  'sso.error.badge': 'Not loaded',
  'sso.error.request': 'Request {id}',
  'sso.error.retry': 'Try again',
  'sso.error.not-found': 'There is no such team, or you aren’t a member of it.',
  'sso.error.forbidden': 'Guests and service accounts can’t see these settings.',
  'sso.error.offline': 'You’re offline, or the server doesn’t answer.',
  'sso.signed-out.badge': 'Signed out',
  'sso.signed-out.line': 'You’re signed out. Sign in to see these settings.',
  'sso.signed-out.kept':
    'You were signed out. What you typed is kept on this page: sign in in another tab, then press Save again.',
  'sso.signed-out.action': 'Sign in',
  'sso.sso-required.badge': 'SSO required',
  'sso.sso-required.line': 'Your team requires SSO for these settings.',
  'sso.sso-required.action': 'Continue with SSO',
  'sso.recovery.use': 'Use a recovery code',

  'sso.off.badge': 'Off',
  'sso.off.line': 'Members sign in with e-mail and password.',
  'sso.configuring.badge': 'Not saved yet',
  'sso.configuring.line': 'Nothing changes for your members until you save.',
  'sso.configuring.draft-badge': 'Draft · not saved yet',
  'sso.configuring.draft-line': 'Members still use the current settings.',
  'sso.configuring.plan-line': 'You can prepare and test it now and switch it on after upgrading.',
  'sso.requiring.left_one': '{count} minute left to confirm.',
  'sso.requiring.left_other': '{count} minutes left to confirm.',
  'sso.requiring.confirmed': 'Somebody signed in by SSO. It stays required.',
  'sso.part.loading': 'Loading…',
  'sso.part.failed': 'This part couldn’t be loaded. Check your connection and try again.',
  'sso.not-entitled.badge': '{plan} plan',
  'sso.not-entitled.badge-unnamed': 'Not in your plan',
  'sso.not-entitled.line':
    'Single sign-on is part of the {plan} plan. You can prepare and test it now and switch it on after upgrading.',
  'sso.not-entitled.line-tested':
    'Single sign-on is part of the {plan} plan. Your settings are prepared and tested: switch it on after upgrading.',
  'sso.not-entitled.line-unnamed':
    'Single sign-on isn’t part of your plan. You can prepare and test it now and switch it on after upgrading.',
  'sso.not-entitled.line-tested-unnamed':
    'Single sign-on isn’t part of your plan. Your settings are prepared and tested: switch it on after upgrading.',
  'sso.not-entitled.action': 'Get in touch',
  'sso.not-entitled.prepare-title': 'Prepare it now, switch it on later',
  'sso.not-entitled.prepare-text':
    'Enter your provider’s values and test them. Nothing changes for your members.',
  'sso.not-entitled.prepare': 'Prepare now',
  'sso.health.rolled-back': 'Nobody signed in by SSO before {time}, so SSO is optional again.',
  'sso.health.lapsed': 'Your plan no longer includes single sign-on.',
  'sso.health.lapsed.cure':
    'Sign-ins by SSO still work. Until you upgrade, you can only renew certificates or switch it off.',
  'sso.health.lapsed.cure-required':
    'Members may use SSO or their password until you upgrade; then it is required again by itself. Meanwhile you can renew certificates and switch it off.',
  'sso.health.grace': 'Your plan includes single sign-on until {date}.',
  'sso.health.grace.cure': 'Until then nothing changes. After it, SSO is optional and can’t be required.',
  'sso.health.offline': 'You’re offline. What you typed is kept on this page.',

  'sso.enable.label': 'Enable SAML authentication',
  'sso.enable.help':
    'Members can sign in with your company’s identity provider. Passwords keep working until you require SSO.',
  'sso.enable.help-required':
    'Members can sign in with your company’s identity provider. Stop requiring SSO first to switch this off.',
  'sso.enable.help-plan':
    'Members can sign in with your company’s identity provider. Available on the {plan} plan.',
  'sso.enable.help-plan-unnamed':
    'Members can sign in with your company’s identity provider. Not available on your plan.',

  'sso.failed': 'That didn’t work. Nothing was changed.',
  'sso.failed.offline':
    'The server doesn’t answer. What you typed is kept on this page; try again in a moment.',
  'sso.failed.too-many': 'Too many attempts. Wait a minute, then try again.',
  'sso.failed.not-entitled': 'Your plan doesn’t include SSO, so it can’t be switched on.',
  'sso.failed.required-is-on': 'SSO is required. Stop requiring it first.',
  'sso.failed.no-live-connection': 'Save your provider’s values first.',
  'sso.failed.no-draft': 'There is no draft any more.',
  'sso.failed.draft-outdated':
    'The settings in use have changed since the draft was made. Look at the difference and save the draft again.',
  'sso.failed.no-previous': 'There are no earlier settings to go back to. They’re kept for 30 days.',
  'sso.failed.recovery-code-wrong':
    'That isn’t one of your unused recovery codes. Each works once, and new codes void the old ones.',
  'sso.failed.test-not-found': 'This test isn’t there any more. Start a new one.',
  'sso.failed.forbidden': 'You may not change these settings any more.',
  'sso.failed.forbidden-recovery':
    'A recovery code opens only what repairs SSO: the connection, its test, the requirement and new codes.',

  'sso.require.label': 'Require SAML SSO for all members',
  'sso.require.help-plain': 'Only people who can sign in through your provider get in.',
  'sso.require.help-full':
    'Only people who can sign in through your provider get in. Emergency admins and recovery codes still work.',
  'sso.require.help-test-first':
    'Only people who can sign in through your provider get in. **First pass a test.**',
  'sso.require.help-paused': 'Paused: your plan no longer includes SSO, so passwords work as well.',
  'sso.require.help-save-first': 'Only people who can sign in through your provider get in. **First save.**',
  'sso.require.help-sign-in-first':
    'Only people who can sign in through your provider get in. **First sign in once by SSO.**',
  'sso.conflict.mode': 'These settings were changed meanwhile. You see the new ones now; decide again.',
} as const;
