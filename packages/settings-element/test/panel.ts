// Puts a settings element on the page with a fake client, and finds its parts by role as a person would.

import { page, userEvent } from 'vitest/browser';
import '../src/define.ts';
import { createFakeClient, FAKE_NOW, type FakeClient, type FakeClientOptions } from '../src/fake.ts';
import type { TeamSsoSettings } from '../src/team-sso-settings.ts';

export interface Panel {
  readonly element: TeamSsoSettings;
  readonly client: FakeClient;
  /** Everything the element fired, in order. */
  readonly events: readonly CustomEvent[];
  fired(name: string): readonly CustomEvent[];
  query(selector: string): HTMLElement;
  settled(): Promise<void>;
}

const EVENTS = [
  'sso-ready',
  'sso-state-change',
  'sso-dirty-change',
  'sso-copy',
  'sso-guide-step',
  'sso-error',
  'sso-auth-needed',
  'sso-contact',
  'sso-test-start',
  'sso-test-result',
  'sso-certificate-change',
  'sso-reverted',
  'sso-saved',
  'sso-enabled',
  'sso-required-change',
  'sso-before-save',
  'sso-before-enable',
  'sso-before-require',
  'sso-before-delete',
] as const;

/** Mounts the element alone on the page and waits until it shows something else than loading. */
export async function mountPanel(
  options: FakeClientOptions = {},
  properties: Partial<TeamSsoSettings> = {},
  { keepsSession = false }: { readonly keepsSession?: boolean } = {},
): Promise<Panel> {
  if (!keepsSession) sessionStorage.clear();
  document.body.replaceChildren();
  document.documentElement.lang = 'en';
  const client = createFakeClient(options);
  const element = document.createElement('team-sso-settings');
  const events: CustomEvent[] = [];
  for (const name of EVENTS) element.addEventListener(name, (event) => void events.push(event));
  Object.assign(element, { teamId: 'acme', client, clock: () => FAKE_NOW, ...properties });
  const main = document.createElement('main');
  main.append(element);
  document.body.append(main);
  const panel: Panel = {
    element,
    client,
    events,
    fired: (name) => events.filter(({ type }) => type === name),
    query: (selector) => {
      const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
      if (!found) throw new TypeError(`nothing matches ${selector}`);
      return found;
    },
    settled: () => settled(element),
  };
  await settled(element);
  return panel;
}

/** Texts that a part should have brought and didn't: they show as their keys. */
export function missingTexts(panel: Panel): readonly string[] {
  const root = panel.element.shadowRoot;
  return root?.innerHTML.match(/(?<=[>"\s])sso\.[a-z][\w.-]+/g) ?? [];
}

/** Waits until promises and renderings that are under way have ended. */
async function settled(element: TeamSsoSettings): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await element.partsComplete;
    await element.updateComplete;
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}

export const theSwitch = (name: string) => page.getByRole('switch', { name });
export const button = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
/** Any text that holds these words. */
export const text = (words: string) => page.getByText(words, { exact: false }).first();
export const field = (name: string) => page.getByRole('textbox', { name, exact: true });

/** What has the focus inside the panel. */
export function focused(panel: Panel): Element | null {
  return panel.element.shadowRoot?.activeElement ?? null;
}

/** Pastes into a field as a clipboard does: the whole text at once. */
export async function paste(panel: Panel, selector: string, text: string): Promise<void> {
  await panel.settled();
  const area = panel.query(selector) as HTMLTextAreaElement;
  area.focus();
  area.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  await panel.settled();
}

/** Elements that reach out of the panel or of the open dialog, by name. */
export function strays(panel: Panel): readonly string[] {
  const root = panel.element.shadowRoot;
  const frame = root?.querySelector('dialog[open]') ?? panel.query('.panel');
  const box = frame.getBoundingClientRect();
  return [...frame.querySelectorAll<HTMLElement>('*:not(.sr, .sr *)')]
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && !element.closest('.table thead') && (right > box.right + 1 || left < box.left - 1);
    })
    .map((element) => `${element.localName}.${element.className}`);
}

export const ENTRA = {
  signOnUrl: 'https://login.microsoftonline.com/8f4c2a61-3d0e-4b7a-9c15-e2a7d96b10f3/saml2',
  idpEntityId: 'https://sts.windows.net/8f4c2a61-3d0e-4b7a-9c15-e2a7d96b10f3/',
} as const;

/** Opens the form of a first set-up and fills it in. */
export async function fillIn(
  panel: Panel,
  values: Partial<Record<'signOnUrl' | 'idpEntityId' | 'certificates', string>>,
): Promise<void> {
  await theSwitch('Enable SAML authentication').click();
  await panel.settled();
  for (const [id, text] of Object.entries(values)) await paste(panel, `#${id}`, text);
}

export { page, userEvent };
