// Everything the panel knows at one moment, as one immutable value.

import type {
  AttemptView,
  AuditView,
  ImpactView,
  ParseAnswer,
  RequirementRefusal,
  SettingsView,
  StoredConnection,
  TestRunView,
} from '@team-sso/core';
import type { ProviderGuide } from '@team-sso/core/providers/guide';
import type { FieldIssue } from './field-check.ts';
import type { SettingsMessageKey } from './messages/messages.ts';
import type { Load } from './panel-state.ts';
import type { SavedElsewhere } from './settings-problem.ts';
import type { ConnectionForm, FormField, FormMerge } from './settings-draft.ts';
import { FIRST_UPKEEP, type Import, type Offer, type UpkeepModel } from './upkeep-model.ts';

/** An edit in progress: what is typed, what it began with, and the revision it was read at. */
export interface Edit {
  readonly form: ConnectionForm;
  readonly base: ConnectionForm;
  readonly edited: StoredConnection | null;
  readonly revision: number;
  /** The admin chose the entity ID, so a change of provider no longer suggests one. */
  readonly scopeChosen: boolean;
  /** Metadata that was brought or is being read; absent: not yet. */
  readonly brought?: Import;
  /** Metadata was pasted into a field of one value: all of it can be used. */
  readonly offer?: Offer | null;
}

/** What is known about the pasted certificate text. */
export type CertificateReading =
  | { readonly kind: 'unread' }
  | { readonly kind: 'reading'; readonly text: string; readonly done: Promise<void> }
  | { readonly kind: 'read'; readonly text: string; readonly answer: ParseAnswer };

/** A test sign-in: begun here, or found again after a reload of the page. */
export interface TestModel {
  /** Empty until the server has made the run. */
  readonly id: string;
  readonly target: 'draft' | 'live';
  readonly startUrl: string | null;
  /** The browser let no tab open. */
  readonly blocked: boolean;
  readonly startedAt: Date;
  readonly run: TestRunView | null;
  /** No answer for a minute: the provider may have shown an error of its own. */
  readonly quiet: boolean;
  /** Which of the provider's messages the admin saw. */
  readonly saw: number | null;
  /** The ticked "It matches what … shows". */
  readonly matches: boolean;
  /** "All values sent" is open. */
  readonly showsValues: boolean;
}

/** What is known of recent activity. */
export interface ActivityModel {
  /** Newest first, as far as they were read. */
  readonly attempts: readonly AttemptView[];
  /** Where older ones go on; null: these are all. */
  readonly attemptsNext: string | null;
  readonly audit: readonly AuditView[];
  readonly auditNext: string | null;
  /** What couldn't be read, while the other could. */
  readonly missing: 'attempts' | 'audit' | null;
  /** How many rows are shown. */
  readonly shown: number;
  /** The searched code and what it found; null: not searched. */
  readonly search: { readonly code: string; readonly found: AttemptView | null } | null;
  /** The attempt whose diagnosis is open. */
  readonly open: string | null;
}

/** Recovery codes that were just made: shown once. */
export interface CodesModel {
  readonly codes: readonly string[];
  readonly kept: boolean;
  readonly wrong: boolean;
}

/** What the server reads in a certificate, pinned or not. */
export type CertificateFacts = ParseAnswer['certificates'][number];

/** What is being made inside the review, on the spot. */
export type ReviewCure = 'codes' | 'admins' | 'certificate';

/** The next certificate, pasted inside the review. */
export interface NextCertificate {
  readonly text: string;
  readonly issue: FieldIssue | null;
}

export type PanelDialog =
  | { readonly kind: 'promote' | 'undo'; readonly confirmations: readonly string[] }
  | {
      readonly kind: 'require';
      readonly refusals: readonly RequirementRefusal[];
      readonly pressed: boolean;
      readonly cure: ReviewCure | null;
    }
  | { readonly kind: 'stop-requiring' | 'ways-back' | 'end-sessions' }
  | {
      readonly kind: 'remove-certificate';
      readonly fingerprint: string;
      /** The server wants a plain yes to these too; what remains is in the draft by then. */
      readonly confirmations: readonly string[];
    }
  | { readonly kind: 'certificate-removed' }
  | { readonly kind: 'remove-domain'; readonly domain: string }
  | { readonly kind: 'switch-off'; readonly confirmations: readonly string[] }
  | { readonly kind: 'delete'; readonly confirmations: readonly string[]; readonly mismatch: boolean }
  | { readonly kind: 'confirm-save'; readonly confirmations: readonly string[] }
  | {
      readonly kind: 'reauthenticate';
      readonly url: string | undefined;
      readonly typed: boolean;
      /** The dialog that asked for it, which is there again when this one is dismissed. */
      readonly back: PanelDialog | null;
    }
  | {
      readonly kind: 'conflict';
      readonly theirs: SettingsView;
      readonly merge: FormMerge;
      readonly keepTheirs: ReadonlySet<FormField>;
      readonly saved: SavedElsewhere;
      /** Facts of their certificates, once the server has read them. */
      readonly theirCertificates: readonly CertificateFacts[];
    };

export interface PanelModel {
  readonly load: Load;
  readonly edit: Edit | null;
  /** What was typed before the first toggle was put back to off: it is there again when it goes on. */
  readonly shelved: Edit | null;
  readonly issues: readonly FieldIssue[];
  /** Save was pressed with errors: the summary is shown. */
  readonly summarised: boolean;
  readonly reading: CertificateReading;
  readonly busy: 'saving' | 'switching' | 'deleting' | 'testing' | null;
  readonly dialog: PanelDialog | null;
  /** A conflict that waits until the admin goes back to it, or saves again. */
  readonly setAside: Extract<PanelDialog, { kind: 'conflict' }> | null;
  /** A failed action, as a banner until the next one. */
  readonly failure: {
    readonly key: SettingsMessageKey;
    readonly requestId: string;
    readonly loginUrl?: string;
  } | null;
  /** The text that was last copied, by value: a changed value counts as not copied. */
  readonly copied: Readonly<Partial<Record<string, string>>>;
  readonly copyRefused: string | null;
  readonly test: TestModel | null;
  /** What was read in the certificates of the draft. */
  readonly draftFacts: {
    readonly connectionId: string;
    readonly certificates: readonly CertificateFacts[];
  } | null;
  readonly activity: ActivityModel | 'failed' | null;
  readonly activityOpen: boolean;
  readonly impact: ImpactView | 'failed' | null;
  /** Groups of the impact whose people are shown. */
  readonly shownGroups: ReadonlySet<string>;
  readonly codes: CodesModel | null;
  readonly nextCertificate: NextCertificate;
  /** Who could not be made an emergency admin, and why. */
  readonly adminRefused: { readonly userId: string; readonly code: string } | null;
  /** "Use a recovery code" is open on the page that asks for SSO. */
  readonly recovery: { readonly wrong: boolean; readonly tooMany: boolean } | null;
  /** The fingerprint that a pasted certificate should have, after a repair asked for it. */
  readonly wantedFingerprint: string | null;
  readonly guide: ProviderGuide | null;
  readonly guideFailed: boolean;
  readonly guideOpen: boolean;
  /** Guide steps the admin ticked, as `provider/step`. */
  readonly ticked: ReadonlySet<string>;
  readonly showsMoreValues: boolean;
  readonly showsOurValues: boolean;
  /** "Settings in use" is unfolded below a test result. */
  readonly showsInUse: boolean;
  readonly menuOpen: boolean;
  readonly restored: boolean;
  readonly offline: boolean;
  readonly upkeep: UpkeepModel;
  readonly polite: string;
  readonly urgent: string;
}

export const FIRST_MODEL: PanelModel = {
  load: { kind: 'loading', slow: false },
  edit: null,
  shelved: null,
  issues: [],
  summarised: false,
  reading: { kind: 'unread' },
  busy: null,
  dialog: null,
  setAside: null,
  failure: null,
  copied: {},
  copyRefused: null,
  test: null,
  draftFacts: null,
  activity: null,
  activityOpen: false,
  impact: null,
  shownGroups: new Set(),
  codes: null,
  nextCertificate: { text: '', issue: null },
  adminRefused: null,
  recovery: null,
  wantedFingerprint: null,
  guide: null,
  guideFailed: false,
  guideOpen: false,
  ticked: new Set(),
  showsMoreValues: false,
  showsOurValues: false,
  showsInUse: false,
  menuOpen: false,
  restored: false,
  offline: false,
  upkeep: FIRST_UPKEEP,
  polite: '',
  urgent: '',
};

/** The loaded view. @throws TypeError when called before it is loaded: no action is offered then. */
export function loadedView(model: PanelModel): SettingsView {
  if (model.load.kind !== 'ready') throw new TypeError('the settings are not loaded');
  return model.load.view;
}
