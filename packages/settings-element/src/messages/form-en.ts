// The texts of the form, in English.

export const formEn = {
  'sso.provider.choose': 'Choose one…',
  'sso.provider.jump': 'Show step {number} of the guide',

  'sso.ours.heading': 'Give these to your provider',

  'sso.theirs.heading': 'Tell us about your provider',
  'sso.source.label': 'How do you want to enter it?',
  'sso.source.url': 'Metadata URL',
  'sso.source.file': 'Metadata file',
  'sso.source.hand': 'By hand',
  'sso.fold.attributes': 'What we read about people',
  'sso.fold.options': 'Advanced',
  'sso.certificate.drop': 'or drop it here',
  'sso.certificate.remove': 'Remove',
  'sso.certificate.wanted-here': 'The one that signed the test is among them.',
  'sso.certificate.wanted-missing':
    'The one that signed the test isn’t here yet: paste it below the one you have. Its fingerprint ends in {end}.',

  'sso.bar.unsaved': 'Unsaved changes',
  'sso.bar.restored': 'We kept what you typed',
  'sso.bar.discard': 'Discard',
  'sso.bar.save': 'Save',
  'sso.bar.save-draft': 'Save draft',

  'sso.guide.heading': 'Guide · {provider}',
  'sso.guide.heading-unnamed': 'Guide',
  'sso.guide.progress': '{done} of {count} done',
  'sso.guide.show-all_one': 'Show all {count} steps',
  'sso.guide.show-all_other': 'Show all {count} steps',
  'sso.guide.show-current': 'Show only the current step',
  'sso.guide.mark-done': 'Done',
  'sso.guide.mark-done.name': 'Mark “{step}” as done',
  'sso.guide.checked': 'Checked {month}',
  'sso.guide.loading': 'Loading the guide…',
  'sso.guide.not-loaded': 'The guide couldn’t be loaded. The form works without it.',
} as const;
