// What is saved, to read: loaded with the settings of a team that has some.

import { connectionEn } from '../messages/connection-en.ts';
import { summaryEn } from '../messages/summary-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
export { describeSaved } from '../saved-description.ts';
export { renderMenu } from './menu.ts';
export { savedBanners } from './saved-banners.ts';
export { renderBelow, renderSaved, renderTested } from './saved-panel.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn, ...summaryEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  table: tableStyles,
  difference: differenceStyles,
};
