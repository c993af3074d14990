// What actions and sections work with: the model, and the outside world handed in.

import type { Connection } from '@team-sso/core';
import type { ProviderDiagnosis } from '@team-sso/core/providers/diagnosis';
import type { OurValue } from '@team-sso/core/providers/guide';
import type { LazyParts } from './lazy-parts.ts';
import type { SettingsMessages, SettingsTexts } from './messages/messages.ts';
import type { OptionField } from './option-form.ts';
import type { Edit, PanelModel } from './panel-model.ts';
import type { SettingsClient } from './settings-client.ts';
import type { ConnectionForm, FormField } from './settings-draft.ts';

/** Where the focus goes after the next rendering. */
export type FocusTarget =
  | FormField
  | OurValue
  | 'heading'
  | 'summary'
  | 'needed'
  | 'delete-name'
  | 'guide'
  | 'result'
  | 'typed-code'
  | 'next-certificate'
  | 'admin-to-add'
  | 'recovery-code'
  | 'attempt-code'
  | 'activity'
  | 'found'
  | 'codes'
  | 'metadata-url'
  | 'metadata-h'
  | 'read-h'
  | 'domain-to-add'
  | 'domains'
  | 'people'
  | 'people-e'
  | 'add-rule'
  | `option-${OptionField}`
  | `rule-${number}`
  | 'change'
  | 'menu';

/** What actions work on: the model, and the outside world handed in. */
export interface PanelHost {
  readonly model: PanelModel;
  readonly client: SettingsClient;
  readonly texts: SettingsTexts;
  readonly readOnly: boolean;
  /** The provider to preselect. */
  readonly preselected: ConnectionForm['provider'];
  readonly target: EventTarget;
  /** A host's own words, for texts that are loaded later. */
  readonly messages: SettingsMessages;
  /** A section that is loaded when it is first needed; null until then. */
  part<Name extends keyof LazyParts>(name: Name): LazyParts[Name] | null;
  /** Does something with a part as soon as it is there: at once, or after it was loaded. */
  run<Name extends keyof LazyParts>(name: Name, action: (part: LazyParts[Name]) => unknown): void;
  /** Waits for a part, or gives up: what needs it then shows that it is missing. */
  need(name: keyof LazyParts): Promise<void>;
  /** The words of a connection's product for diagnoses; null until they are loaded. */
  product(connection: Pick<Connection, 'provider' | 'signOnUrl'> | null): ProviderDiagnosis | null;
  /** Runs something later, unless the panel leaves the page first. */
  later(run: () => void, millis: number): void;
  now(): Date;
  update(change: Partial<PanelModel>): void;
  /** Speaks to screen readers; urgent texts interrupt. */
  announce(text: string, urgent?: boolean): void;
  focusOn(target: FocusTarget): void;
  /** Keeps the edit over a reload of the page, or forgets it. */
  keep(edit: Edit | null): void;
  /** Whether an edit was kept, for the form to read. */
  hasKept(): boolean;
  readKept(): Edit | null;
  /** Remembers, for the way to a sign-in and back, that the review was open. */
  keepReview(): void;
  /** Whether it was, when this page began; asked once. */
  takeKeptReview(): boolean;
  loadGuide(provider: ConnectionForm['provider']): void;
}
