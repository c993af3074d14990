// What a set-up guide for one identity provider says: its own names, its screens, its typical mistakes. Data only.

import type { Provider } from '../connection.ts';

/** A value of ours that an admin copies into the provider. */
export type OurValue = 'acsUrl' | 'spEntityId' | 'metadataUrl' | 'loginUrl';
/** A value of theirs that an admin brings back. */
export type TheirValue = 'signOnUrl' | 'idpEntityId' | 'signingCertificates';

/**
 * When a step counts as done. `hand`: the admin says so, or a later step shows it. `assign`: only the admin can say so.
 * The others follow from facts: our values copied, their values filled in, settings saved, a sign-in seen.
 */
export type StepFact = 'hand' | 'assign' | 'copied' | 'filled' | 'saved' | 'proven';

/** One step. In texts, `**bold**` marks words exactly as the provider's screen shows them. */
export interface GuideStep {
  readonly id: string;
  readonly title: string;
  readonly fact: StepFact;
  readonly body: readonly string[];
  /** Where our values go, in the provider's order. */
  readonly ours?: readonly { readonly value: OurValue; readonly place: string }[];
  /** Where their values are found. */
  readonly theirs?: readonly { readonly value: TheirValue; readonly place: string }[];
  /** A warning about what usually goes wrong here. */
  readonly note?: string;
}

/** The guide for one provider. */
export interface ProviderGuide {
  readonly id: Provider;
  /** Full product name, for example "Microsoft Entra ID". */
  readonly name: string;
  /** As spoken in a sentence, for example "Entra ID". */
  readonly shortName: string;
  /** Year and month in which the names were last compared with the provider, as `YYYY-MM`. */
  readonly lastChecked: string;
  /** Which of our entity IDs to suggest: `team` where the provider wants one that no other application has. */
  readonly spEntityIdScope: 'region' | 'team';
  readonly ourNames: Partial<Record<OurValue, string>>;
  readonly theirNames: Partial<Record<TheirValue, string>>;
  /** What their values usually look like: `shape` to show, `match` as the source of a regular expression. */
  readonly patterns: Partial<
    Record<'signOnUrl' | 'idpEntityId', { readonly shape: string; readonly match: string }>
  >;
  /** Host names of pages that admins mistake for the sign-on URL: portals and consoles. */
  readonly dashboardHosts: readonly string[];
  readonly steps: readonly GuideStep[];
  readonly mistakes: readonly string[];
  readonly errorCodes: readonly { readonly code: string; readonly meaning: string }[];
}
