// A move to another provider: from where to where before it, who has come along after it, and the way back.

import { connectionEn } from '../messages/connection-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import { upkeepStyles } from '../styles/upkeep.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import type { LastMove, ProviderMove } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { askToUndo } from '../actions/promote.ts';
import { upkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { sectionHeading } from './heading.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  table: tableStyles,
  dialog: dialogStyles,
  difference: differenceStyles,
  testing: testingStyles,
  upkeep: upkeepStyles,
};

/** In the draft: what the move means. */
export function renderMove(host: PanelHost, move: ProviderMove): TemplateResult {
  const words = upkeepTexts(host);
  return html`<div class="box fill">
    ${renderEnds(host, move)}
    <p>${words.text('sso.move.means')}</p>
  </div>`;
}

/** In the summary, as long as there is a way back: how far it has come. */
export function renderLastMove(host: PanelHost, move: LastMove, level: number): TemplateResult {
  const words = upkeepTexts(host);
  const { previousUntil } = loadedView(host.model);
  const { people } = move;
  const total = people ? people.moved + people.notYet : 0;
  return html`<section class="section" part="section">
    <header>${sectionHeading(level, words.text('sso.move.heading'))}<p>${words.text('sso.move.made', { date: host.texts.date(new Date(move.at)) })}</p></header>
    <div class="stack">
      ${renderEnds(host, move)}
      ${
        people && total > 0
          ? html`<div class="field">
              <p><strong>${words.count('sso.move.moved', people.moved)}</strong>${people.notYet > 0 ? html` <span class="muted">${words.count('sso.move.not-yet', people.notYet)}</span>` : nothing}</p>
              <progress max=${total} .value=${people.moved} aria-label=${words.text('sso.move.progress')}></progress>
            </div>`
          : people
            ? html`<p class="muted">${words.text('sso.move.nobody')}</p>`
            : nothing
      }
      ${
        previousUntil && host.client.undo
          ? html`<div class="row"><button type="button" class="btn small" part="button" @click=${() => askToUndo(host)}>${words.text('sso.move.back')}</button><span class="help">${words.text('sso.move.until', { date: host.texts.date(new Date(previousUntil)) })}</span></div>`
          : nothing
      }
    </div>
  </section>`;
}

function renderEnds(host: PanelHost, { from, to }: ProviderMove): TemplateResult {
  const words = upkeepTexts(host);
  return html`<dl class="facts">
    <dt>${words.text('sso.move.from')}</dt><dd><bdi dir="ltr" translate="no">${from}</bdi></dd>
    <dt>${words.text('sso.move.to')}</dt><dd><bdi dir="ltr" translate="no">${to}</bdi></dd>
  </dl>`;
}
