// What a set-up guide for one identity provider says: its own names, its screens, its typical mistakes. Data only.

import type { Provider } from '../connection.ts';

/** A value of ours that an admin copies into the provider. */
export type OurValue = 'acsUrl' | 'spEntityId' | 'metadataUrl' | 'loginUrl' | 'logoutUrl';
/** A value of theirs that an admin brings back. */
export type TheirValue = 'signOnUrl' | 'idpEntityId' | 'signingCertificates';
/** One thing that brings all values of theirs at once. */
export type TheirMetadata = 'metadataUrl' | 'metadataFile';

/**
 * When a step counts as done. `hand`: the admin says so, or a later step shows it. `assign`: only the admin can say so.
 * The others follow from facts: our values copied, their values filled in, settings saved, a sign-in seen.
 */
export type StepFact = 'hand' | 'assign' | 'copied' | 'filled' | 'saved' | 'proven';

/** What a step is about in every language. Places are names as the provider's English screens show them. */
export interface StepFacts {
  readonly id: string;
  readonly fact: StepFact;
  /** Where our values go, in the provider's order; a value that two fields want stands twice. */
  readonly ours?: readonly { readonly value: OurValue; readonly place: string }[];
  /** Where their values are found. */
  readonly theirs?: readonly { readonly value: TheirValue; readonly place: string }[];
  /** Where its metadata is found, which brings all of `theirs` at once. */
  readonly metadata?: readonly { readonly value: TheirMetadata; readonly place: string }[];
}

/** One step. In texts, `**bold**` marks words exactly as the provider's screen shows them. */
export interface GuideStep extends StepFacts {
  readonly title: string;
  readonly body: readonly string[];
  /** A warning about what usually goes wrong here. */
  readonly note?: string;
}

/** How the provider behaves once the steps are done; none of it is trusted, it only words hints and warnings. */
export interface ProviderDefaults {
  /** Format of the NameID that the steps lead to; absent where the provider sends none. */
  readonly nameIdFormat?: string;
  /** How to send our request. */
  readonly signOnBinding: 'redirect' | 'post';
  /** What it signs when nobody changes it, and how. */
  readonly signed: 'response' | 'assertion' | 'both' | 'varies';
  readonly signatureAlgorithm: 'RSA-SHA256' | 'RSA-SHA1';
  /** Whether it encrypts assertions when nobody changes it. */
  readonly encrypts: boolean;
  /** The attribute names to type there, or under which it sends the values by itself. */
  readonly attributes: { readonly email: string; readonly name: string; readonly groups: string };
}

/** What stays the same in every language. */
export interface GuideFacts {
  readonly id: Provider;
  /** Full product name, for example "Microsoft Entra ID". */
  readonly name: string;
  /** As spoken in a sentence, for example "Entra ID". */
  readonly shortName: string;
  /** Year and month in which the names were last compared with the provider, as `YYYY-MM`. */
  readonly lastChecked: string;
  /** The provider's own description of these steps; absent for the guide of no provider in particular. */
  readonly documentationUrl?: string;
  /** Which of our entity IDs to suggest: `team` where the provider wants one that no other application has. */
  readonly spEntityIdScope: 'region' | 'team';
  readonly defaults: ProviderDefaults;
  readonly ourNames: Readonly<Partial<Record<OurValue, string>>>;
  readonly theirNames: Readonly<Partial<Record<TheirValue | TheirMetadata | 'logoutUrl', string>>>;
  /** What their values usually look like: `shape` to show, `match` as the source of a regular expression. */
  readonly patterns: Readonly<
    Partial<
      Record<'signOnUrl' | 'idpEntityId' | 'metadataUrl', { readonly shape: string; readonly match: string }>
    >
  >;
  /** Host names of pages that admins mistake for the sign-on URL: portals and consoles. */
  readonly dashboardHosts: readonly string[];
  /** The steps at the provider; saving and proving follow in every guide. */
  readonly steps: readonly StepFacts[];
}

/** The guide for one provider in one language. */
export interface ProviderGuide extends Omit<GuideFacts, 'steps' | 'defaults'> {
  readonly defaults?: ProviderDefaults;
  readonly steps: readonly GuideStep[];
  readonly mistakes: readonly string[];
}
