// The head: title, then badge, one line and the state's main action, in the same place in every state.

import { html, nothing, type TemplateResult } from 'lit';
import type { StateAction } from '../described-state.ts';
import { pressRequire } from '../actions/press.ts';
import { describeState } from '../state-description.ts';
import type { PanelHost } from '../panel-host.ts';
import type { PanelStateToken } from '../panel-state.ts';
import { ssoEvent } from '../settings-events.ts';
import { renderBadge } from './badge.ts';
import { panelHeading } from './heading.ts';
import { icon } from './icons.ts';

export interface HeadOptions {
  readonly state: PanelStateToken;
  readonly headingLevel: number;
  readonly hideHeading: boolean;
  readonly contactHref: string;
  readonly reload: () => void;
}

export function renderHead(host: PanelHost, options: HeadOptions): TemplateResult {
  const { texts } = host;
  const heading = panelHeading(
    options.headingLevel,
    html`<slot name="heading">${texts.text('sso.heading')}</slot>`,
  );
  const described = describeState(host, options.state);
  return html`<header class="head">
    <div class="title ${options.hideHeading ? 'sr' : ''}">
      ${heading}${options.hideHeading ? nothing : menuOf(host, options.state)}
    </div>
    <slot name="description"></slot>
    <div class="status" part="status">
      ${renderBadge(described.badge, described.tone, described.icon)}
      <p>${described.line}</p>
      ${described.action ? renderAction(host, described.action, options) : nothing}
    </div>
  </header>`;
}

function renderAction(host: PanelHost, action: StateAction, options: HeadOptions): TemplateResult {
  switch (action.kind) {
    case 'link':
      return html`<a class="btn primary" part="button button-primary" href=${action.href}>${action.label}${icon('arrow')}</a>`;
    case 'contact':
      return html`<slot name="upsell">${renderContact(host, action.label, options.contactHref || action.href)}</slot>`;
    case 'retry':
      return primary(action.label, options.reload);
    case 'require':
      return primary(action.label, () => pressRequire(host));
    case 'change':
      return primary(action.label, () => host.run('form', (part) => part.openForm(host)));
    case 'test':
      // Its tab is only opened in answer to the press itself: what opens it is there before.
      host.part('testing');
      return primary(html`${action.label}${icon('external')}`, () =>
        host.run('testing', (part) => part.pressTest(host)),
      );
    case 'promote':
      return primary(action.label, () => host.run('dialogs', (part) => part.promote(host)));
  }
}

function primary(label: unknown, press: () => void): TemplateResult {
  return html`<button type="button" class="btn primary" part="button button-primary" @click=${press}>${label}</button>`;
}

/** "Get in touch": a link when there is one, and an event either way. */
function renderContact(host: PanelHost, label: string, href: string): TemplateResult {
  const tell = (): void => {
    const { load } = host.model;
    const plan = load.kind === 'ready' ? load.view.entitlement.requiredPlan : undefined;
    host.target.dispatchEvent(ssoEvent('sso-contact', plan === undefined ? {} : { requiredPlan: plan }));
  };
  return href
    ? html`<a class="btn primary" part="button button-primary" href=${href} @click=${tell}>${label}</a>`
    : primary(label, tell);
}

/** Who has saved nothing has nothing to do with it either. */
function menuOf(host: PanelHost, state: PanelStateToken): TemplateResult | typeof nothing {
  const { load } = host.model;
  const hasSaved = load.kind === 'ready' && load.view.revision > 0;
  return hasSaved ? (host.part('summary')?.renderMenu(host, state) ?? nothing) : nothing;
}
