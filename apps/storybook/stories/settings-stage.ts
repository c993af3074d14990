// The stage of the settings stories: an element with a fake client at a fixed time, and hands to work it with.

import { html, type TemplateResult } from 'lit';
import type { TeamSsoSettings } from '@team-sso/settings-element';
import {
  createFakeClient,
  FAKE_NOW,
  fakeCertificate,
  type FakeClient,
  type FakeClientOptions,
} from '@team-sso/settings-element/fake';
import { expect, userEvent, waitFor, within } from 'storybook/test';

export interface Scene extends FakeClientOptions {
  /** Prepares the client: failures to come, changes by somebody else. */
  readonly prepare?: (client: FakeClient) => void;
  readonly provider?: TeamSsoSettings['provider'];
  readonly readOnly?: boolean;
  readonly guide?: TeamSsoSettings['guide'];
}

/** An element in one scene. Each rendering of a story starts anew. */
export function settingsPanel(scene: Scene): TemplateResult {
  sessionStorage.clear();
  const client = createFakeClient(scene);
  scene.prepare?.(client);
  return html`<team-sso-settings
    team-id="acme"
    team-name="Acme"
    provider=${scene.provider ?? ''}
    guide=${scene.guide ?? 'beside'}
    ?read-only=${scene.readOnly ?? false}
    contact-href="#contact"
    .client=${client}
    .clock=${() => FAKE_NOW}
  ></team-sso-settings>`;
}

/** What a play function works with. */
export interface Stage {
  readonly element: TeamSsoSettings;
  readonly client: FakeClient;
  readonly panel: ReturnType<typeof within>;
  query(selector: string): HTMLElement;
}

export async function stageOf(canvasElement: HTMLElement): Promise<Stage> {
  const element = canvasElement.querySelector('team-sso-settings');
  if (!element) throw new TypeError('the story shows no settings element');
  await waitFor(() => {
    if (element.getAttribute('state') === 'loading') throw new Error('still loading');
  });
  const root = element.shadowRoot as unknown as HTMLElement;
  return {
    element,
    client: element.client as FakeClient,
    panel: within(root),
    query: (selector) => {
      const found = root.querySelector<HTMLElement>(selector);
      if (!found) throw new TypeError(`nothing matches ${selector}`);
      return found;
    },
  };
}

export const ENTRA = {
  signOnUrl: 'https://login.microsoftonline.com/8f4c2a61-3d0e-4b7a-9c15-e2a7d96b10f3/saml2',
  idpEntityId: 'https://sts.windows.net/8f4c2a61-3d0e-4b7a-9c15-e2a7d96b10f3/',
  certificates: fakeCertificate('one'),
} as const;

/** Puts a text into a field as a paste does, and leaves the field. */
export async function fill(stage: Stage, field: string, text: string): Promise<void> {
  // The form is a part that comes when it is first opened.
  const area = (await waitFor(() => stage.query(`#${field}`))) as HTMLTextAreaElement;
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  await stage.element.updateComplete;
  area.blur();
  await stage.element.updateComplete;
}

/** Opens the form of a first set-up. */
export async function openForm(stage: Stage): Promise<void> {
  await userEvent.click(stage.panel.getByRole('switch', { name: 'Enable SAML authentication' }));
  await stage.panel.findByRole('textbox', { name: 'Sign on URL' });
  // The guide comes a moment later, and with it which entity ID it suggests and which values it expects.
  await waitFor(() => expect(stage.panel.queryByText('Loading the guide…')).toBeNull());
}

export async function fillAll(
  stage: Stage,
  values: Partial<Record<keyof typeof ENTRA, string>> = ENTRA,
): Promise<void> {
  for (const field of ['signOnUrl', 'idpEntityId', 'certificates'] as const) {
    const text = values[field];
    if (text !== undefined) await fill(stage, field, text);
  }
}

export async function pressSwitch(stage: Stage, name: string): Promise<void> {
  await userEvent.click(await stage.panel.findByRole('switch', { name }));
  await stage.element.updateComplete;
}

export async function press(stage: Stage, name: string | RegExp): Promise<void> {
  await userEvent.click(await stage.panel.findByRole('button', { name }));
  await stage.element.updateComplete;
}
