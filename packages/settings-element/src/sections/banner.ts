// What a banner says, and the two kinds of cure beside it.

import { html, type TemplateResult } from 'lit';
import type { Tone } from './badge.ts';
import type { IconName } from './icons.ts';

export interface Banner {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: unknown;
  readonly text?: unknown;
  readonly action?: TemplateResult;
}

export const warning = (title: unknown, text?: unknown, name: IconName = 'warn'): Banner => ({
  tone: 'warn',
  icon: name,
  title,
  text,
});

export const renderLink = (label: string, href: string): TemplateResult =>
  html`<a class="btn small" part="button" href=${href}>${label}</a>`;

export const renderButton = (label: string, press: () => void): TemplateResult =>
  html`<button type="button" class="btn small" part="button" @click=${press}>${label}</button>`;
