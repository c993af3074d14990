// What is wrong with a field, in English.

export const fieldEn = {
  'sso.field.required.sign-on-url': 'Enter the sign-on URL.',
  'sso.field.required.issuer': 'Enter the issuer.',
  'sso.field.required.certificate': 'Paste the certificate or choose its file.',
  'sso.field.required.pattern': 'In {provider} it looks like {pattern}.',
  'sso.field.url-https': 'Start with https://',
  'sso.field.url-invalid': 'That isn’t a complete web address. It starts with https:// and has no spaces.',
  'sso.field.url-dashboard':
    'That’s your dashboard’s address, not the app’s sign-on URL. It should look like {pattern}.',
  'sso.field.url-dashboard-plain': 'That’s your dashboard’s address, not the app’s sign-on URL.',
  'sso.field.url-ours': 'This is **our** address. You need your provider’s.',
  'sso.field.url-network': 'This address is inside a private network, or isn’t allowed here.',
  'sso.field.issuer-ours': 'This is **our** entity ID. You need your provider’s.',
  'sso.field.issuer-pattern': 'Issuers of {provider} usually look like {pattern}.',
  'sso.field.sign-on-pattern': 'Sign on URLs of {provider} usually look like {pattern}.',
  'sso.field.too-long': 'That’s too long.',
  'sso.field.too-many': 'At most 5 certificates. Remove one first.',
  'sso.field.private-key':
    'That’s a **private key**. We didn’t send it, and removed it from the field. Paste the certificate, and consider replacing that key.',
  'sso.field.certificate-request':
    'That’s a certificate request, not a certificate. Take the certificate from your provider.',
  'sso.field.metadata': 'That’s metadata, not a certificate. Copy only the certificate out of it.',
  'sso.field.web-address': 'That’s an address, not a certificate. Open it and download the certificate.',
  'sso.field.certificate-unreadable':
    'We can’t read a certificate in this. Paste everything from BEGIN CERTIFICATE to END CERTIFICATE.',
  'sso.field.certificate-cut': 'The text stops early: the last line is missing.',
  'sso.field.certificate-expired': 'This certificate expired on {date}.',
  'sso.field.certificate-weak': 'This certificate’s key is too short. It needs at least 2048 bits.',
  'sso.field.public-key': 'That’s only a public key. Take the whole certificate from your provider.',
  'sso.field.certificate-encryption':
    'This certificate is for encryption only. Take the one your provider signs with.',
  'sso.field.certificate-key': 'Only RSA and elliptic-curve keys work here.',
  'sso.field.certificate-future': 'This certificate is valid from {date} only.',
  'sso.field.file-too-large': 'This file is too large for a certificate.',
  'sso.field.other': 'The server doesn’t accept this value.',
} as const;
