// The element in three brands: only --sso-* custom properties of the host page.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { fillAll, openForm, settingsPanel, stageOf, type Scene } from './settings-stage.ts';

interface Brand extends Scene {
  readonly tokens: Readonly<Record<string, string>>;
}

const renderBrand = (brand: Brand): TemplateResult =>
  html`<div style=${styleMap(brand.tokens)}>${settingsPanel(brand)}</div>`;

const meta: Meta<Brand> = {
  title: 'Settings/Theming',
  render: renderBrand,
  args: { provider: 'entra' },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fillAll(stage);
  },
};
export default meta;
type Story = StoryObj<Brand>;

export const Forest: Story = {
  args: {
    tokens: {
      '--sso-color-accent': 'light-dark(#1f6f43, #7fd6a4)',
      '--sso-color-on-accent': 'light-dark(#ffffff, #06281a)',
      '--sso-color-focus': 'light-dark(#1f6f43, #7fd6a4)',
      '--sso-radius': '0.25rem',
    },
  },
};

export const Editorial: Story = {
  args: {
    tokens: {
      '--sso-font': 'Georgia, "Times New Roman", serif',
      '--sso-font-size': '1rem',
      '--sso-color-accent': 'light-dark(#7a1f2b, #f0a3ac)',
      '--sso-color-on-accent': 'light-dark(#ffffff, #33090e)',
      '--sso-radius': '0',
    },
  },
};

export const Compact: Story = {
  args: {
    tokens: {
      '--sso-space': '0.2rem',
      '--sso-control-height': '1.875rem',
      '--sso-font-size': '0.8125rem',
      '--sso-radius': '0.75rem',
      '--sso-color-accent': 'light-dark(#111827, #f3f4f6)',
      '--sso-color-on-accent': 'light-dark(#ffffff, #111827)',
    },
  },
};
