// The styles of <team-sso-settings>, by topic; constructed style sheets, so a strict CSP needs no exception. What a part
// brings lies between the shell's own and the rules for narrow panels, in one order whatever is loaded first.

import type { CSSResult } from 'lit';
import { baseStyles } from './styles/base.styles.ts';
import { controlStyles } from './styles/controls.styles.ts';
import { layoutStyles } from './styles/layout.styles.ts';
import { panelStyles } from './styles/panel.styles.ts';
import { hostTokens } from './styles/tokens.styles.ts';

const ORDER = ['fields', 'table', 'guide', 'dialog', 'difference', 'testing', 'upkeep'] as const;

/** The sheets that a part brings, by topic. */
export type PartStyles = Readonly<Partial<Record<(typeof ORDER)[number], CSSResult>>>;

/** Every sheet of an element that has loaded these parts. */
export function settingsStyles(ofParts: PartStyles = {}): CSSResult[] {
  const brought = ORDER.flatMap((topic) => ofParts[topic] ?? []);
  return [hostTokens, baseStyles, panelStyles, controlStyles, ...brought, layoutStyles];
}
