// Every dialog, and what pressing its buttons does; loaded when the first one opens.

import { connectionEn } from '../messages/connection-en.ts';
import { dialogEn } from '../messages/dialog-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import { nothing, type TemplateResult } from 'lit';
import type { PanelHost } from '../panel-host.ts';
import type { PanelDialog } from '../panel-model.ts';
import { renderConflictDialog } from './conflict-dialog.ts';
import {
  renderConfirmSaveDialog,
  renderDeleteDialog,
  renderEndSessionsDialog,
  renderReauthenticateDialog,
  renderStopDialog,
  renderSwapDialog,
  renderSwitchOffDialog,
} from './confirm-dialogs.ts';
import type { PanelOptions } from './panel.ts';

export { conflictBanner } from './conflict-banner.ts';
export { compareAgain } from '../actions/conflict.ts';
export { askToUndo, promote } from '../actions/promote.ts';
export { askToDelete, discardDraft } from '../actions/remove.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn, ...dialogEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  dialog: dialogStyles,
  difference: differenceStyles,
};

/** The dialog that the model asks for. */
export function renderDialogOf(
  host: PanelHost,
  dialog: PanelDialog,
  { teamName, contactHref }: Pick<PanelOptions, 'teamName' | 'contactHref'>,
): TemplateResult | typeof nothing {
  switch (dialog.kind) {
    case 'require':
      return host.part('safety')?.renderRequireDialog(host, dialog, contactHref) ?? nothing;
    case 'stop-requiring':
      return renderStopDialog(host);
    case 'switch-off':
      return renderSwitchOffDialog(host, dialog);
    case 'ways-back':
      return host.part('safety')?.renderWaysBackDialog(host) ?? nothing;
    case 'end-sessions':
      return renderEndSessionsDialog(host);
    case 'remove-certificate':
      return host.part('certificates')?.renderRemoveCertificateDialog(host, dialog) ?? nothing;
    case 'certificate-removed':
      return host.part('certificates')?.renderCertificateRemovedDialog(host) ?? nothing;
    case 'remove-domain':
      return host.part('domains')?.renderRemoveDomainDialog(host, dialog.domain) ?? nothing;
    case 'promote':
    case 'undo':
      return renderSwapDialog(host, dialog);
    case 'delete':
      return renderDeleteDialog(host, dialog, teamName);
    case 'confirm-save':
      return renderConfirmSaveDialog(host, dialog);
    case 'reauthenticate':
      return renderReauthenticateDialog(host, dialog);
    case 'conflict':
      return renderConflictDialog(host, dialog);
  }
}
