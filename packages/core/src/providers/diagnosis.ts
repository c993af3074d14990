// What a refused sign-in means in one product's own words: where to click, and what its error pages say. Data only.

import type { SignInReason } from '../reasons.ts';

/** Products that have words of their own; every other one has the generic words. */
export type DiagnosisProduct = 'entra' | 'okta' | 'simplesamlphp' | 'mock' | 'generic';

/** One message of the provider's own error page, for the admin who never came back from it. */
export interface ProviderMessage {
  /** What the page says, as the admin would look for it. */
  readonly says: string;
  readonly meaning: string;
  readonly cure: string;
}

/** The words for one product. In texts, `**bold**` marks words exactly as its screen shows them. */
export interface ProviderDiagnosis {
  readonly product: DiagnosisProduct;
  readonly shortName: string;
  /** Source of a regular expression by which the sign-on URL shows the product, where it isn't chosen by name. */
  readonly signOnUrlMatch?: string;
  /** What its screen calls the fingerprint to compare, and of which hash it is. */
  readonly fingerprint?: { readonly name: string; readonly hash: 'SHA-1' | 'SHA-256' };
  /** What to do there, step by step; a reason that is left out has the general cure. */
  readonly steps: Readonly<Partial<Record<SignInReason, readonly string[]>>>;
  readonly messages: readonly ProviderMessage[];
}
