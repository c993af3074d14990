// Where each focus target is found inside the panel.

import type { FocusTarget } from './panel-host.ts';

/** Moves the focus there; false when it isn't in the panel, or not yet. */
export function focusOn(root: ParentNode, target: FocusTarget): boolean {
  const element = root.querySelector<HTMLElement>(focusSelector(target));
  element?.focus();
  if (target === 'guide') element?.scrollIntoView({ block: 'nearest' });
  return element !== null;
}

function focusSelector(target: FocusTarget): string {
  switch (target) {
    case 'heading':
      return '#sso-h';
    case 'result':
      return '#result-h';
    case 'guide':
      return '#guide-h';
    case 'menu':
      return '#menu [role="menuitem"]';
    case 'spEntityIdScope':
      return 'input[name="scope"]:checked';
    case 'people-e':
      return '.people-policy [aria-invalid="true"]';
    default:
      return `#${target}`;
  }
}
