// The styles of <team-sso-settings>, by topic; constructed style sheets, so a strict CSP needs no exception.

import type { CSSResultGroup } from 'lit';
import { baseStyles } from './styles/base.styles.ts';
import { controlStyles } from './styles/controls.styles.ts';
import { dialogStyles } from './styles/dialog.styles.ts';
import { fieldStyles } from './styles/fields.styles.ts';
import { guideStyles } from './styles/guide.styles.ts';
import { layoutStyles } from './styles/layout.styles.ts';
import { panelStyles } from './styles/panel.styles.ts';
import { tableStyles } from './styles/table.styles.ts';
import { testingStyles } from './styles/testing.styles.ts';
import { hostTokens } from './styles/tokens.styles.ts';
import { upkeepStyles } from './styles/upkeep.styles.ts';

export const settingsStyles: CSSResultGroup = [
  hostTokens,
  baseStyles,
  panelStyles,
  controlStyles,
  fieldStyles,
  tableStyles,
  guideStyles,
  dialogStyles,
  testingStyles,
  upkeepStyles,
  layoutStyles,
];
