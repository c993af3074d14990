// What the controller needs of its element.

import type { Provider } from '@team-sso/core';
import type { ProviderGuide } from '@team-sso/core/providers/guide';
import type { SettingsMessages } from './messages/messages.ts';
import type { SettingsClient } from './settings-client.ts';

export interface ControlledElement extends HTMLElement {
  readonly teamId: string;
  readonly readOnly: boolean;
  readonly provider: Provider | '';
  readonly guides: readonly ProviderGuide[];
  readonly locale: string;
  readonly activeClient: SettingsClient;
  readonly clock: () => Date;
  readonly schedule: (run: () => void, millis: number) => () => void;
  readonly messages: SettingsMessages;
  requestUpdate(): void;
  readonly updateComplete: Promise<boolean>;
  readonly renderRoot: ShadowRoot;
}
