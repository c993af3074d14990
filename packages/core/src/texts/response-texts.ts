// What a response that fails a check says to the team's admin. Members all read the same sentence.

import type { SignInReason } from '../reasons.ts';
import type { CodeText } from './code-text.ts';

/** A refused response's words for managers of the team. */
export interface AdminText extends CodeText {
  readonly cause: string;
}

export const RESPONSE_TEXTS = {
  xml_invalid: {
    title: "The response can't be read.",
    cause: "What arrived isn't a well-formed SAML response, or it uses XML that we don't accept.",
    cure: 'Test again. If it stays, ask your IT team whether something between your provider and us changes the form post.',
  },
  response_too_large: {
    title: 'The response is too large.',
    cause: 'Your provider sends more than 256 KiB, usually hundreds of groups.',
    cure: 'Send only the groups that are assigned to the application.',
  },
  signature_missing: {
    title: 'Nothing in the response was signed.',
    cause: 'Neither the response nor the assertion carries a signature that covers the assertion.',
    cure: 'Switch on signing of the assertion, or of response and assertion, in the application at your provider.',
  },
  signature_invalid: {
    title: "The signature doesn't match the content.",
    cause:
      'The response was changed after it was signed, or it was signed in a form that SAML does not allow.',
    cure: 'Test again. If it stays, look for a proxy that rewrites the response on its way.',
  },
  signature_wrong_key: {
    title: 'The response was signed with a different certificate.',
    cause:
      'None of the certificates saved here made this signature. Providers change theirs from time to time.',
    cure: 'Compare the fingerprints with the ones your provider shows, then add its current certificate as the next one.',
  },
  signature_weak: {
    title: 'The response was signed in a way that is too weak.',
    cause: "It uses SHA-1, MD5 or a key shorter than 2048 bit, which we don't accept.",
    cure: 'Choose RSA-SHA256 as signature algorithm in the application at your provider.',
  },
  signature_unsupported: {
    title: "The response was signed in a way that we don't support.",
    cause: 'The algorithm or the kind of reference in the signature is not one that we accept.',
    cure: 'Choose RSA-SHA256 and exclusive canonicalization at your provider.',
  },
  issuer_mismatch: {
    title: 'The response came from another issuer.',
    cause: "The issuer in the response isn't, letter by letter, the one saved here.",
    cure: 'Copy the issuer from your provider again, with its last slash if it has one.',
  },
  audience_mismatch: {
    title: 'The response was made for another application.',
    cause: "Its audience isn't our entity ID. The value of another region or team is the usual reason.",
    cure: 'Copy the entity ID (audience) from this page into the application at your provider.',
  },
  destination_mismatch: {
    title: 'The response was sent to another address.',
    cause: "Its destination isn't the ACS URL of this team.",
    cure: 'Copy the assertion consumer service URL (ACS) from this page into the application at your provider.',
  },
  recipient_mismatch: {
    title: 'The response was made for another address.',
    cause: "The recipient inside the assertion isn't the ACS URL of this team.",
    cure: 'Copy the assertion consumer service URL (ACS) from this page into the recipient field at your provider.',
  },
  assertion_too_early: {
    title: "The response isn't valid yet.",
    cause: "Your provider's clock is ahead of ours by more than we allow.",
    cure: "Set the clock of your provider's server by a time service.",
  },
  assertion_lifetime_too_long: {
    title: 'The response is valid for too long.',
    cause:
      'Your provider makes it valid for more than 24 hours, so a stolen one would be useful for as long.',
    cure: 'Set the lifetime of the assertion to an hour or less at your provider.',
  },
  several_assertions: {
    title: 'The response holds more than one assertion.',
    cause: 'We accept exactly one, because with several it is open which of them counts.',
    cure: 'Use the standard SAML settings of your provider, and remove custom response templates.',
  },
  assertion_missing: {
    title: 'The response holds no assertion.',
    cause: 'It says success but names nobody.',
    cure: 'Use the standard SAML settings of your provider, and remove custom response templates.',
  },
  subject_confirmation_invalid: {
    title: "The response doesn't confirm its subject.",
    cause:
      'No bearer confirmation in it has everything that is needed: recipient, end of validity and our request.',
    cure: 'Use the standard SAML settings of your provider with web browser single sign-on.',
  },
  condition_unknown: {
    title: "The response has a condition that we don't know.",
    cause: 'A condition that cannot be checked has to be taken as not met.',
    cure: 'Remove custom conditions from the application at your provider.',
  },
  authn_statement_missing: {
    title: "The response doesn't say that the person signed in.",
    cause: 'It carries attributes only, without a statement about the sign-in.',
    cure: 'Switch on the authentication statement in the application at your provider.',
  },
  nameid_missing: {
    title: 'The response has no NameID.',
    cause: 'Without an identifier we cannot know who signed in.',
    cure: "Map the person's e-mail address, or a lasting id, to the NameID at your provider.",
  },
  nameid_transient: {
    title: 'The identifier changes at each sign-in.',
    cause: 'The NameID is transient, so nobody could be recognised the next time.',
    cure: 'Choose e-mail address or persistent as format of the NameID at your provider.',
  },
  nameid_encrypted: {
    title: 'The identifier is encrypted by itself.',
    cause: 'We read an encrypted assertion, but no separately encrypted NameID.',
    cure: 'Switch off encryption of the NameID at your provider, and encrypt the whole assertion if you need to.',
  },
  assertion_encrypted_no_key: {
    title: 'The assertion is encrypted and we have no key for it.',
    cause: 'Your provider encrypted it with a certificate that is not ours, or no longer ours.',
    cure: 'Load our metadata into your provider again: it holds our encryption certificate.',
  },
  decryption_failed: {
    title: "The assertion can't be decrypted.",
    cause: 'It was encrypted for somebody else, or damaged on its way.',
    cure: 'Load our metadata into your provider again: it holds our encryption certificate.',
  },
  encryption_weak: {
    title: 'The assertion was encrypted in a way that is too weak.',
    cause: "It uses 3DES, RSA 1.5 or CBC without a signature over it, which we don't accept.",
    cure: 'Choose AES-GCM with RSA-OAEP at your provider. If it has AES-CBC only, have it sign response and assertion, and accept AES-CBC here.',
  },
  encryption_unsupported: {
    title: "The assertion was encrypted in a way that we don't support.",
    cause: 'The pair of algorithms is not one that we accept.',
    cure: 'Choose AES-GCM with RSA-OAEP (SHA-1 or SHA-256) at your provider.',
  },
  second_opinion_differs: {
    title: 'Two readers of the response disagree.',
    cause: 'Our two verifiers do not read the same person out of this response, so it is not used.',
    cure: 'Report this with the code: a good provider never causes it.',
  },
} satisfies Partial<Record<SignInReason, AdminText>>;
