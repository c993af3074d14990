// Opening and closing the native dialog that the model asks for.

import type { PanelDialog } from './panel-model.ts';

/** Before rendering: closing natively gives the focus back to what opened the dialog. */
export function closeOtherDialog(root: ParentNode, wanted: PanelDialog['kind'] | undefined): void {
  const open = root.querySelector<HTMLDialogElement>('dialog[open]');
  if (open && open.dataset['kind'] !== wanted) open.close();
}

/** After rendering: a dialog is modal only when it is opened by script, once it is in the page. */
export function openDialog(root: ParentNode, wanted: PanelDialog['kind'] | undefined): void {
  const dialog = root.querySelector('dialog');
  // Taken off the page while a section was on its way: there is nothing to be modal over.
  if (!dialog || !wanted || dialog.open || !dialog.isConnected) return;
  dialog.dataset['kind'] = wanted;
  dialog.showModal();
}
