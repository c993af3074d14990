// What a refused sign-in means in one product's own words: where to click, and what its error pages say. Data only.

import type { Provider } from '../connection.ts';
import type { SignInReason } from '../reasons.ts';

/** Products that have words of their own; every other one has the generic words. */
export type DiagnosisProduct = Provider | 'mock';

/** Reasons whose cure is a click at the provider: every product says which. The others have the general cure. */
export const PROVIDER_REASONS = [
  'signature_wrong_key',
  'signature_missing',
  'signature_weak',
  'signature_unsupported',
  'issuer_mismatch',
  'audience_mismatch',
  'destination_mismatch',
  'recipient_mismatch',
  'in_response_to_unknown',
  'unsolicited_refused',
  'nameid_missing',
  'nameid_transient',
  'email_missing',
  'status_not_success',
  'assertion_encrypted_no_key',
  'response_too_large',
] as const satisfies readonly SignInReason[];
export type ProviderReason = (typeof PROVIDER_REASONS)[number];

/** One message of the provider's own error page, for the admin who never came back from it. */
export interface ProviderMessage {
  /** What the page says, as the admin would look for it. */
  readonly says: string;
  readonly meaning: string;
  readonly cure: string;
  /** Codes or phrases by which a pasted message is recognised, whatever their case. */
  readonly codes?: readonly string[];
}

/** What its screen calls the fingerprint to compare, and of which hash it is. */
export interface ShownFingerprint {
  readonly name: string;
  readonly hash: 'SHA-1' | 'SHA-256';
}

/** The words for one product. In texts, `**bold**` marks words exactly as its screen shows them. */
export interface ProviderDiagnosis {
  readonly product: DiagnosisProduct;
  readonly shortName: string;
  /** Source of a regular expression by which the sign-on URL shows the product, where it isn't chosen by name. */
  readonly signOnUrlMatch?: string;
  readonly fingerprint?: ShownFingerprint;
  /** What to do there, step by step; a reason that is left out has the general cure. */
  readonly steps: Readonly<Partial<Record<SignInReason, readonly string[]>>>;
  readonly messages: readonly ProviderMessage[];
}

/** What stays the same in every language: which sentences, by key, cure which reason. */
export interface DiagnosisFacts extends Omit<ProviderDiagnosis, 'steps' | 'messages'> {
  readonly product: DiagnosisProduct;
  readonly steps: Readonly<
    Record<ProviderReason, readonly string[]> & Partial<Record<SignInReason, readonly string[]>>
  >;
  /** Its messages; the sentences are `<key>.says`, `<key>.meaning` and `<key>.cure`. */
  readonly messages: readonly { readonly key: string; readonly codes: readonly string[] }[];
}
