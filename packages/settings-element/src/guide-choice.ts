// Which guide is shown: the chosen provider's, loaded once, which on a first set-up suggests the entity ID too.

import type { Provider } from '@team-sso/core';
import type { ProviderGuide } from '@team-sso/core/providers/guide';
import { loadGuide } from './guide-loader.ts';
import type { PanelHost } from './panel-host.ts';

export class GuideChoice {
  readonly #host: PanelHost;
  #wanted: string | null = null;

  constructor(host: PanelHost) {
    this.#host = host;
  }

  choose(provider: Provider | '', own: readonly ProviderGuide[]): void {
    const wanted = provider === '' ? 'generic' : provider;
    if (this.#wanted === wanted && this.#host.model.guide) return this.#suggestScope();
    this.#wanted = wanted;
    this.#host.update({ guide: null, guideFailed: false });
    loadGuide(provider, own).then(
      (guide) => {
        if (this.#wanted !== wanted) return;
        this.#host.update({ guide });
        this.#suggestScope();
      },
      () => {
        if (this.#wanted === wanted) this.#host.update({ guideFailed: true });
      },
    );
  }

  /** On a first set-up the provider's guide chooses the entity ID, until the admin does. */
  #suggestScope(): void {
    const { edit, guide } = this.#host.model;
    if (!edit || !guide || edit.scopeChosen || edit.form.spEntityIdScope === guide.spEntityIdScope) return;
    const { spEntityIdScope } = guide;
    const suggested = {
      ...edit,
      form: { ...edit.form, spEntityIdScope },
      base: { ...edit.base, spEntityIdScope },
    };
    this.#host.update({ edit: suggested });
    this.#host.keep(suggested);
  }
}
