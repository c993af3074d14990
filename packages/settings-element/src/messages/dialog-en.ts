// The texts of the dialogs, in English.

export const dialogEn = {
  'sso.promote.dialog': 'Use the new settings?',
  'sso.promote.help': 'Members use them from their next sign-in on. You can go back for 30 days.',
  'sso.promote.move':
    'From then on everybody signs in at the new provider. SSO sessions of the old one end. You can go back for 30 days.',
  'sso.promote.confirm': 'Use them',
  'sso.undo.dialog': 'Go back to the earlier settings?',
  'sso.undo.help':
    'What members use now and the settings before change places. You can change your mind for 30 days.',
  'sso.undo.confirm': 'Go back',
  'sso.end-sessions.dialog': 'End all SSO sessions?',
  'sso.end-sessions.help':
    'Everybody who signed in by SSO has to sign in again, at once. Do it when your provider’s key may be stolen.',
  'sso.end-sessions.confirm': 'End sessions',
  'sso.saved.deleted': 'Configuration deleted.',

  'sso.stop.dialog': 'Stop requiring SSO?',
  'sso.stop.help': 'Members may use SSO or their own password again, at once.',
  'sso.stop.confirm': 'Stop requiring',
  'sso.switch-off.dialog': 'Switch SSO off?',
  'sso.switch-off.help':
    'Sign-ins by SSO stop at once; members use their e-mail and password. Your settings are kept, so you can switch it on again.',
  'sso.switch-off.confirm': 'Switch off',
  'sso.delete.dialog': 'Delete this configuration?',
  'sso.delete.help':
    'Members go back to their own passwords, and the provider’s values are gone. There is no undo.',
  'sso.delete.type': 'Type {name} to confirm',
  'sso.delete.mismatch': 'That isn’t {name}.',
  'sso.delete.confirm': 'Delete',
  'sso.confirmation.members_without_password':
    'Some members have no password. They can’t sign in until they set one.',
  'sso.confirmation.delete_configuration': 'The configuration can’t be restored.',
  'sso.confirmation.certificate_in_use': 'A certificate that signs people in now would be removed.',
  'sso.confirmation.promote_untested': 'These settings haven’t been tested.',
  'sso.confirmation.dialog': 'Save this change?',
  'sso.confirmation.confirm': 'Save anyway',
  'sso.conflict.help_one': 'You both changed {count} value. Choose which to keep; nothing you typed is lost.',
  'sso.conflict.help_other':
    'You both changed {count} values. Choose which to keep; nothing you typed is lost.',
  'sso.conflict.help-none': 'They changed other values than you. Saving keeps both.',
  'sso.conflict.help-deleted':
    'The configuration was deleted meanwhile. Nothing you typed is lost: saving puts yours in its place.',
  'sso.conflict.theirs': 'Theirs',
  'sso.conflict.mine': 'Yours',
  'sso.conflict.back': 'Back to my form',
  'sso.conflict.save': 'Save merged',
  'sso.conflict.save-draft': 'Save merged draft',

  'sso.reauthenticate.dialog': 'Confirm that it’s you',
  'sso.reauthenticate.help':
    'Changes to SSO need a sign-in from the last 15 minutes. What you typed is kept; save again when you’re back.',
  'sso.reauthenticate.help-action':
    'This needs a sign-in from the last 15 minutes. Repeat it when you’re back.',
  'sso.reauthenticate.action': 'Sign in again',
  'sso.conflict.dialog.when': 'Somebody else saved changes {when}',
  'sso.conflict.dialog.nobody': 'The settings changed {when}',
  'sso.conflict.dialog.who': '{who} saved changes',
  'sso.conflict.dialog.who-when': '{who} saved changes {when}',
  'sso.conflict.at': 'at {time}',
  'sso.conflict.on': 'on {date}',
  'sso.conflict.waits': 'Your form is kept as you typed it. Saving asks again which values to keep.',
  'sso.conflict.compare': 'Compare',
} as const;
