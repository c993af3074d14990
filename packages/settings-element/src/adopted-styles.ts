// The style sheets of one element: the shell's own, and those that its parts bring.

import { adoptStyles } from 'lit';
import { settingsStyles, type PartStyles } from './team-sso-settings.styles.ts';

export class AdoptedStyles {
  #brought: PartStyles = {};

  /** Takes in what a part brings; what two parts share is there once. */
  add(root: ShadowRoot, styles: PartStyles): void {
    this.#brought = { ...this.#brought, ...styles };
    adoptStyles(root, settingsStyles(this.#brought));
  }
}
