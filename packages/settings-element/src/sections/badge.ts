// The badge: an icon and two or three words about state.

import { html, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.ts';

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

export function toneClass(tone: Tone): string {
  return tone === 'neutral' ? '' : `is-${tone}`;
}

export function renderBadge(text: string, tone: Tone, name: IconName): TemplateResult {
  return html`<span class="badge ${toneClass(tone)}" part="badge">${icon(name)}${text}</span>`;
}
