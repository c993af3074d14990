// What the head shows of a state: a badge, one line, at most one main action.

import type { SettingsView } from '@team-sso/core';
import type { SettingsTexts } from './messages/messages.ts';
import type { Tone } from './sections/badge.ts';
import type { IconName } from './sections/icons.ts';

export type StateAction =
  | { readonly kind: 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'contact'; readonly label: string; readonly href: string }
  | {
      readonly kind: 'retry' | 'require' | 'change' | 'test' | 'promote';
      readonly label: string;
    };

export interface StateDescription {
  readonly badge: string;
  readonly tone: Tone;
  readonly icon: IconName;
  readonly line: string;
  readonly action: StateAction | null;
}

export const plain = (
  badge: string,
  tone: Tone,
  icon: IconName,
  line: string,
  action: StateAction | null = null,
): StateDescription => ({
  badge,
  tone,
  icon,
  line,
  action,
});

/** "Get in touch": where the plan is changed. */
export const contact = (texts: SettingsTexts, { entitlement }: SettingsView): StateAction => ({
  kind: 'contact',
  label: texts.text('sso.not-entitled.action'),
  href: entitlement.upgradeUrl ?? '',
});
