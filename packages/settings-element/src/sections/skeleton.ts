// The panel while it loads: the blocks of the off state, with its own words unseen, so that they wrap and measure alike.

import { html, type TemplateResult } from 'lit';
import type { SettingsTexts } from '../messages/messages.ts';
import { icon } from './icons.ts';

const ghost = (text: string): TemplateResult => html`<span class="ghost">${text}</span>`;

export function renderSkeleton(texts: SettingsTexts): TemplateResult {
  return html`<div class="switch" part="skeleton" aria-hidden="true">
    <span class="sk pill w-switch"></span>
    <div class="strong">
      <span class="sk-text">${ghost(texts.text('sso.enable.label'))}</span><span class="ghost">${texts.text('sso.off')}</span>
    </div>
    <p class="help"><span class="sk-text">${ghost(texts.text('sso.enable.help'))}</span></p>
  </div>`;
}

export function renderSkeletonStatus(texts: SettingsTexts): TemplateResult {
  return html`<div class="status" part="status" aria-hidden="true">
    <span class="badge sk-badge"><span class="ghost">${icon('off')}${texts.text('sso.off.badge')}</span></span>
    <p><span class="sk-text">${ghost(texts.text('sso.off.line'))}</span></p>
  </div>`;
}
