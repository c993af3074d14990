// The texts of one element in its language, with what its parts have brought so far.

import { nearestLocale } from '../nearest-locale.ts';
import { settingsTexts, type PartTexts, type SettingsMessages, type SettingsTexts } from './messages.ts';

export class PanelTexts {
  readonly #element: HTMLElement & { readonly locale: string; readonly messages: SettingsMessages };
  #ofParts: PartTexts = {};
  #made: SettingsTexts | null = null;

  constructor(element: HTMLElement & { readonly locale: string; readonly messages: SettingsMessages }) {
    this.#element = element;
  }

  get current(): SettingsTexts {
    const element = this.#element;
    this.#made ??= settingsTexts(element.locale || nearestLocale(element), element.messages, this.#ofParts);
    return this.#made;
  }

  /** Takes in what a part says. */
  add(texts: PartTexts): void {
    this.#ofParts = { ...this.#ofParts, ...texts };
    this.#made = null;
  }

  /** Another language, or other words of the page. */
  forget(): void {
    this.#made = null;
  }
}
