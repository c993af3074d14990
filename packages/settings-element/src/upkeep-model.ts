// What the panel knows of a connection over the years: how its values were brought, its metadata, domains and people.

import type { MetadataReviewView, ParseAnswer, ParseBody, RoleRule, TeamPolicy } from '@team-sso/core';

/** How the provider's values are entered. */
export type Source = 'hand' | 'url' | 'file';

/** Metadata on its way into the form. */
export interface Import {
  readonly source: Source;
  /** The metadata URL as typed; the form has it once it was read. */
  readonly url: string;
  readonly state:
    | { readonly kind: 'idle' | 'reading' }
    | { readonly kind: 'failed'; readonly code: string; readonly detail: string }
    | { readonly kind: 'read'; readonly answer: ParseAnswer }
    /** Several identity providers: one has to be chosen. */
    | { readonly kind: 'choose'; readonly answer: ParseAnswer; readonly body: ParseBody };
}

/** Metadata that was pasted into a field of one value. */
export interface Offer {
  readonly kind: 'text' | 'url';
  readonly text: string;
  readonly field: 'signOnUrl' | 'idpEntityId' | 'certificates';
}

/** Sections that are folded until somebody looks. */
export type FoldName = 'attributes' | 'options' | 'domains' | 'people';

/** The policy about people, as chosen and not yet saved. Numbers are text while they are typed. */
export interface PeopleForm {
  readonly justInTime: TeamPolicy['justInTime'];
  readonly defaultRole: string;
  readonly roleRules: readonly RoleRule[];
  readonly guests: TeamPolicy['guests'];
  readonly serviceTokens: TeamPolicy['serviceTokens'];
  readonly personalTokenDays: string;
  readonly reauthenticateAfterHours: string;
}

export interface UpkeepModel {
  readonly folds: ReadonlySet<FoldName>;
  /** The metadata as it was last reviewed, under the revision it was read at. */
  readonly review: {
    readonly revision: number;
    readonly view: MetadataReviewView | 'reading' | 'failed';
  } | null;
  /** Fingerprints of the published certificates that are ticked. */
  readonly picked: ReadonlySet<string>;
  readonly domain: { readonly typed: string; readonly issue: string | null };
  /** What the last look at a domain's record came to, by domain. */
  readonly domainChecks: Readonly<Partial<Record<string, string>>>;
  readonly people: PeopleForm | null;
  /** What the server doesn't accept, by the path of the field. */
  readonly peopleIssues: Readonly<Partial<Record<string, string>>>;
}

export const FIRST_UPKEEP: UpkeepModel = {
  folds: new Set(),
  review: null,
  picked: new Set(),
  domain: { typed: '', issue: null },
  domainChecks: {},
  people: null,
  peopleIssues: {},
};
